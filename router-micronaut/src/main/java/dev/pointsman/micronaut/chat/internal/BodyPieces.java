package dev.pointsman.micronaut.chat.internal;

import java.util.ArrayDeque;
import java.util.Deque;

/** Buffers of a partially received body; avoids the repeated copies of a growing array. Not thread-safe. */
public final class BodyPieces {
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int size;

    /** Creates an empty body. */
    public BodyPieces() {}

    /**
     * Adds a buffer.
     *
     * @param piece the next bytes, which are not copied
     */
    public void add(byte[] piece) {
        pieces.add(piece);
        size = Math.addExact(size, piece.length);
    }

    /**
     * Returns the size so far.
     *
     * @return bytes, at least 0
     */
    public int size() {
        return size;
    }

    /**
     * Returns all bytes in one array; releases the buffers one by one.
     *
     * @return the body
     */
    public byte[] whole() {
        byte[] only = pieces.size() == 1 ? pieces.poll() : null;
        if (only != null) {
            return only;
        }
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        return whole;
    }
}
