package dev.pointsman.micronaut.cache.internal;

import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Recorded answer, whole or as the chunks of a stream, with the provider's own bytes. Immutable.
 *
 * @param model the id of the model that gave it
 * @param cost its cost in US dollars; NaN if unknown
 * @param storedMillis the time when it was recorded, in milliseconds since 1970
 * @param whole the whole answer; null for a stream
 * @param chunks the chunks of a stream; none for a whole answer
 */
record RecordedAnswer(
        String model,
        double cost,
        long storedMillis,
        @Nullable ChatResponse whole,
        List<ChatChunk> chunks) {
    private static final int VERSION = 1;

    Duration age(long nowMillis) {
        return Duration.ofMillis(Math.max(0, nowMillis - storedMillis));
    }

    /** Returns this answer as bytes, compressed, as the chunks of a stream repeat each other. */
    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(VERSION);
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream to = new DataOutputStream(new DeflaterOutputStream(bytes, fast))) {
            AnswerCodec.write(model, to);
            to.writeDouble(cost);
            to.writeLong(storedMillis);
            ChatResponse answer = whole;
            to.writeInt(answer == null ? chunks.size() : -1);
            if (answer != null) {
                AnswerCodec.write(answer, to);
            }
            for (ChatChunk chunk : chunks) {
                AnswerCodec.write(chunk, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never, in memory
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    /** Returns the answer of bytes; null if they are none of this version. */
    static @Nullable RecordedAnswer of(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            return null;
        }
        try (DataInputStream from =
                new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1)))) {
            String model = AnswerCodec.readText(from);
            double cost = from.readDouble();
            long stored = from.readLong();
            int count = from.readInt();
            ChatResponse answer = count < 0 ? AnswerCodec.readWhole(from) : null;
            List<ChatChunk> chunks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                chunks.add(AnswerCodec.readChunk(from));
            }
            return new RecordedAnswer(model, cost, stored, answer, List.copyOf(chunks));
        } catch (IOException | RuntimeException e) { // damaged: as if there were none
            return null;
        }
    }
}
