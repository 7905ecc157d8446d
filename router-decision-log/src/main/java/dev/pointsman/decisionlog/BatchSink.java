package dev.pointsman.decisionlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Destination of batches of complete lines. */
interface BatchSink extends Closeable {

    /** Appends a batch completely, or leaves no part of it. */
    void append(ByteBuffer batch) throws IOException;
}
