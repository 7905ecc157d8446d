package dev.pointsman.micronaut;

import dev.pointsman.wire.ChatChunk;

/** Estimates the memory of the elements of a routed method's stream. */
final class ElementWeights {
    private static final long OBJECT = 64;
    private static final long CHUNK = 1024;
    private static final long CHUNK_PER_CHARACTER = 4;

    private ElementWeights() {}

    /** Returns the size in bytes of strings, byte arrays and chunks, and a fixed estimate for other types. */
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
