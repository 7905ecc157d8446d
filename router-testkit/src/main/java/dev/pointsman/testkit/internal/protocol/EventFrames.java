package dev.pointsman.testkit.internal.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Encoder of frames of {@code application/vnd.amazon.eventstream}: lengths, checksum, headers, payload, checksum.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon Event Stream Specification</a>
 */
final class EventFrames {
    private static final int TEXT = 7; // type of a header's value
    private static final int OVERHEAD = 16;

    private EventFrames() {}

    /** Returns an event; each character is one byte. */
    static String event(String type, String payload) {
        return frame(Map.of(":message-type", "event", ":event-type", type), payload);
    }

    /** Returns an exception; each character is one byte. */
    static String exception(String type, String payload) {
        return frame(Map.of(":message-type", "exception", ":exception-type", type), payload);
    }

    private static String frame(Map<String, String> fields, String payload) {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        fields.forEach((name, value) -> header(headers, name, value));
        header(headers, ":content-type", "application/json");
        byte[] data = payload.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(OVERHEAD + headers.size() + data.length);
        frame.putInt(frame.capacity()).putInt(headers.size());
        checksum(frame);
        frame.put(headers.toByteArray()).put(data);
        checksum(frame);
        return new String(frame.array(), StandardCharsets.ISO_8859_1);
    }

    private static void header(ByteArrayOutputStream headers, String name, String value) {
        headers.write(name.length());
        headers.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        headers.write(TEXT);
        headers.write(value.length() >> 8);
        headers.write(value.length());
        headers.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    private static void checksum(ByteBuffer frame) {
        ByteBuffer written = frame.duplicate();
        written.flip();
        CRC32 sum = new CRC32();
        sum.update(written);
        frame.putInt((int) sum.getValue());
    }
}
