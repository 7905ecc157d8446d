package dev.pointsman.micronaut.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;

/**
 * Number of tokens of a request, as a model's provider has counted them. Immutable and thread-safe.
 *
 * @param model the model
 * @param answer the provider's answer, an object in the form of its protocol
 */
public record TokenCount(Model model, JsonNode answer) {}
