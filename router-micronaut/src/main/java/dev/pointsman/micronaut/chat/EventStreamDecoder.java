package dev.pointsman.micronaut.chat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the bytes of an event stream into events, wherever the network happened to cut them. Not thread-safe.
 *
 * <p>An event that the stream's end leaves unfinished is dropped, as the format demands.
 */
/*
 * Micronaut's own SSE client does not fit here: it hides the response's status and headers, cuts error bodies into
 * lines and loses the last one, fails on comments and on two blank lines in a row (which providers send as keep-alive),
 * and joins several data lines without a line feed.
 */
final class EventStreamDecoder {
    private static final int LARGEST_EVENT = 16 * 1024 * 1024;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean begun;
    private boolean hasData;
    private boolean afterReturn;
    private String name = "";

    /** Takes the next bytes; returns the events they complete. */
    List<ServerEvent> feed(byte[] bytes) {
        List<ServerEvent> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b != '\n' && b != '\r') {
                afterReturn = false;
                continue;
            }
            line.write(bytes, start, i - start);
            start = i + 1;
            // A line feed right after a carriage return ends no further line.
            if (b == '\r' || !afterReturn) {
                endLine(events);
            }
            afterReturn = b == '\r';
        }
        line.write(bytes, start, bytes.length - start);
        if (line.size() + data.size() > LARGEST_EVENT) {
            throw Faults.badResponse("an event of over " + LARGEST_EVENT + " bytes", "less");
        }
        return events;
    }

    private void endLine(List<ServerEvent> events) {
        byte[] bytes = begun ? line.toByteArray() : withoutMark(line.toByteArray());
        begun = true;
        line.reset();
        if (bytes.length == 0) {
            dispatch(events);
            return;
        }
        int colon = indexOfColon(bytes);
        int value = colon + 1 < bytes.length && bytes[colon + 1] == ' ' ? colon + 2 : colon + 1;
        value = Math.min(value, bytes.length);
        // A colon at the start is a comment: it has the empty field name, which is none of ours.
        switch (new String(bytes, 0, colon, StandardCharsets.UTF_8)) {
            case "data" -> {
                if (hasData) {
                    data.write('\n');
                }
                hasData = true;
                data.write(bytes, value, bytes.length - value);
            }
            case "event" -> name = new String(bytes, value, bytes.length - value, StandardCharsets.UTF_8);
            default -> {}
        }
    }

    /** A stream may begin with a byte order mark, which is no part of its first line. */
    private static byte[] withoutMark(byte[] bytes) {
        boolean marked = bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
        return marked ? Arrays.copyOfRange(bytes, MARK.length, bytes.length) : bytes;
    }

    private void dispatch(List<ServerEvent> events) {
        if (hasData) {
            events.add(new ServerEvent(name, data.toByteArray()));
        }
        data.reset();
        hasData = false;
        name = "";
    }

    private static int indexOfColon(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == ':') {
                return i;
            }
        }
        return bytes.length;
    }
}
