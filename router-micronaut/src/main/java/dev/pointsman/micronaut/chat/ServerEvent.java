package dev.pointsman.micronaut.chat;

import java.nio.charset.StandardCharsets;

/** One server-sent event that carries data. */
final class ServerEvent {
    private final String name;
    private final byte[] data;

    ServerEvent(String name, byte[] data) {
        this.name = name;
        this.data = data;
    }

    /** Its type; empty when it has none. */
    String name() {
        return name;
    }

    /** The data as bytes, so that the JSON parser sees broken UTF-8 where there is any. */
    byte[] data() {
        return data;
    }

    String text() {
        return new String(data, StandardCharsets.UTF_8);
    }
}
