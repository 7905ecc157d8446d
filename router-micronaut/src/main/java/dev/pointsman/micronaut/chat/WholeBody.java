package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;

/** Body of a whole answer: its JSON, and the bytes that it was read from. */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
record WholeBody(JsonNode json, byte[] bytes) {}
