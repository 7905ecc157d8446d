package dev.pointsman.wire;

import java.nio.charset.StandardCharsets;

/** Event of a stream: a name and data, in any framing. Immutable and thread-safe. */
public final class ServerEvent {
    private final String name;
    private final byte[] data;

    /**
     * Creates an event.
     *
     * @param name the event's type; empty if it has none
     * @param data the data; must not be changed afterwards
     */
    public ServerEvent(String name, byte[] data) {
        this.name = name;
        this.data = data;
    }

    /**
     * Returns the event type.
     *
     * @return the type; empty if it has none
     */
    public String name() {
        return name;
    }

    /**
     * Returns the data as bytes, so that a JSON parser detects invalid UTF-8.
     *
     * @return the bytes, which must not be changed
     */
    public byte[] data() {
        return data;
    }

    /**
     * Returns the data as text.
     *
     * @return the text, read as UTF-8
     */
    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }
}
