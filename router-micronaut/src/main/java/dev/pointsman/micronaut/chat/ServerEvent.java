package dev.pointsman.micronaut.chat;

import java.nio.charset.StandardCharsets;

/** Server-sent event with data. */
final class ServerEvent {
    private final String name;
    private final byte[] data;

    ServerEvent(String name, byte[] data) {
        this.name = name;
        this.data = data;
    }

    /** Returns the event type; empty if it has none. */
    String name() {
        return name;
    }

    /** Returns the data as bytes, so that the JSON parser detects invalid UTF-8. */
    byte[] data() {
        return data;
    }

    String text() {
        return new String(data, StandardCharsets.UTF_8);
    }
}
