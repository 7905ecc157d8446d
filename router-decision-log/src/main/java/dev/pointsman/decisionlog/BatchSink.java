package dev.pointsman.decisionlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where batches of whole lines go. */
interface BatchSink extends Closeable {

    /** Adds a batch: the whole of it, or nothing that stays. */
    void append(ByteBuffer batch) throws IOException;
}
