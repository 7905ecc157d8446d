package dev.pointsman.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decoder of server-sent events from buffers of any size. Not thread-safe.
 *
 * <p>An event left unfinished by the end of the stream is dropped, as the format requires.
 */
/*
 * Micronaut's own SSE client does not fit here: it hides the response's status and headers, cuts error bodies into
 * lines and loses the last one, fails on comments and on two blank lines in a row (which providers send as keep-alive),
 * and joins several data lines without a line feed.
 */
final class EventStreamDecoder implements EventDecoder {
    private static final int LARGEST_EVENT = 16 * 1024 * 1024;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NOTHING = {};
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private @Nullable ByteArrayOutputStream lines; // of data, where it has several
    private byte[] data = NOTHING;
    private boolean begun;
    private boolean hasData;
    private boolean afterReturn;
    private String name = "";

    @Override
    public String mediaType() {
        return "text/event-stream";
    }

    @Override
    public List<ServerEvent> feed(byte[] bytes) {
        List<ServerEvent> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b != '\n' && b != '\r') {
                afterReturn = false;
                continue;
            }
            // A line feed right after a carriage return ends no further line.
            if (b == '\r' || !afterReturn) {
                endLine(bytes, start, i, events);
            }
            start = i + 1;
            afterReturn = b == '\r';
        }
        line.write(bytes, start, bytes.length - start);
        if (line.size() + data.length + (lines == null ? 0 : lines.size()) > LARGEST_EVENT) {
            throw ProviderExceptions.badResponse("an event of over " + LARGEST_EVENT + " bytes", "less");
        }
        return events;
    }

    /** Ends a line whose last piece is given; most lines come in one piece, and are read where they are. */
    private void endLine(byte[] bytes, int from, int to, List<ServerEvent> events) {
        if (begun && line.size() == 0) {
            read(bytes, from, to, events);
            return;
        }
        line.write(bytes, from, to - from);
        byte[] whole = begun ? line.toByteArray() : withoutMark(line.toByteArray());
        begun = true;
        line.reset();
        read(whole, 0, whole.length, events);
    }

    private void read(byte[] bytes, int from, int to, List<ServerEvent> events) {
        if (from == to) {
            dispatch(events);
            return;
        }
        int colon = indexOfColon(bytes, from, to);
        int value = colon + 1 < to && bytes[colon + 1] == ' ' ? colon + 2 : Math.min(colon + 1, to);
        // A colon at the start is a comment: it has the empty field name, which is ignored.
        if (Arrays.equals(bytes, from, colon, DATA, 0, DATA.length)) {
            add(bytes, value, to);
        } else if (Arrays.equals(bytes, from, colon, EVENT, 0, EVENT.length)) {
            name = new String(bytes, value, to - value, StandardCharsets.UTF_8);
        }
    }

    private void add(byte[] bytes, int from, int to) {
        if (!hasData) {
            hasData = true;
            data = Arrays.copyOfRange(bytes, from, to);
            return;
        }
        ByteArrayOutputStream several = lines;
        if (several == null) {
            several = new ByteArrayOutputStream();
            several.writeBytes(data);
            data = NOTHING;
            lines = several;
        }
        several.write('\n');
        several.write(bytes, from, to - from);
    }

    /** A stream may begin with a byte order mark, which is no part of its first line. */
    private static byte[] withoutMark(byte[] bytes) {
        boolean marked = bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
        return marked ? Arrays.copyOfRange(bytes, MARK.length, bytes.length) : bytes;
    }

    private void dispatch(List<ServerEvent> events) {
        byte[] whole = lines == null ? data : lines.toByteArray();
        if (!isBlank(whole)) { // an event without data is a keep-alive, ignored like a comment
            events.add(new ServerEvent(name, whole));
        }
        data = NOTHING;
        lines = null;
        hasData = false;
        name = "";
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    private static int indexOfColon(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ':') {
                return i;
            }
        }
        return to;
    }
}
