package dev.pointsman.micronaut;

import dev.pointsman.wire.ChatChunk;

/** Estimates the memory of the elements of a routed method's stream. */
final class ElementWeights {
    private static final long OBJECT = 64;
    private static final long CHUNK = 1024;
    private static final long CHUNK_PER_CHARACTER = 4;

    private ElementWeights() {}

    /** Bytes of texts, byte arrays and chunks; of anything else a fixed guess. */
    static long of(Object element) {
        if (element instanceof CharSequence text) {
            return OBJECT + text.length();
        }
        if (element instanceof byte[] bytes) {
            return OBJECT + bytes.length;
        }
        return element instanceof ChatChunk chunk
                ? CHUNK + CHUNK_PER_CHARACTER * chunk.source().length()
                : OBJECT;
    }
}
