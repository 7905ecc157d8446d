package dev.pointsman.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Events of a provider's stream as received, attached to the chunks that they were read into, so that a client of the
 * same protocol gets them unchanged.
 *
 * <p>The first chunk of an event has the event; the further ones are marked as continued, and nothing is sent for them.
 *
 * @param protocol the name of the provider's protocol
 * @param events the events; none for a further chunk of the same event
 */
public record SourceEvent(String protocol, List<ServerEvent> events) {

    /**
     * Returns the chunks of an event with the event attached.
     *
     * @param protocol the name of the provider's protocol
     * @param event the event
     * @param chunks its chunks; an event without any gets one without content
     * @return at least one chunk
     */
    public static List<ChatChunk> attach(String protocol, ServerEvent event, List<ChatChunk> chunks) {
        if (chunks.isEmpty()) {
            return List.of(new ChatChunk(JsonFields.EMPTY).with(new SourceEvent(protocol, List.of(event))));
        }
        List<ChatChunk> attached = new ArrayList<>(chunks.size());
        for (ChatChunk chunk : chunks) {
            attached.add(chunk.with(new SourceEvent(protocol, attached.isEmpty() ? List.of(event) : List.of())));
        }
        return attached;
    }

    /** Returns the protocol, without the events. */
    @Override
    public String toString() {
        return "SourceEvent[" + protocol + "]";
    }
}
