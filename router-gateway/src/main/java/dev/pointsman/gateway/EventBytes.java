package dev.pointsman.gateway;

import dev.pointsman.wire.ServerEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Server-sent events as they are written to a client. Immutable. */
final class EventBytes {
    private static final byte[] NAME = "event: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA_AGAIN = "\ndata: ".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    private EventBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the events one after the other; data of several lines has a field for each. */
    static EventBytes of(List<ServerEvent> events) {
        int size = 0;
        byte[][] names = new byte[events.size()][];
        for (int i = 0; i < names.length; i++) {
            ServerEvent event = events.get(i);
            names[i] = event.name().getBytes(StandardCharsets.UTF_8);
            size += names[i].length == 0 ? 0 : NAME.length + names[i].length + 1;
            size += DATA.length + event.data().length + lineFeeds(event.data()) * DATA.length + 2;
        }
        byte[] bytes = new byte[size];
        int at = 0;
        for (int i = 0; i < names.length; i++) {
            if (names[i].length > 0) {
                at = put(bytes, at, NAME, 0, NAME.length);
                at = put(bytes, at, names[i], 0, names[i].length);
                bytes[at++] = '\n';
            }
            at = put(bytes, at, DATA, 0, DATA.length);
            at = putLines(bytes, at, events.get(i).data());
            bytes[at++] = '\n';
            bytes[at++] = '\n';
        }
        return new EventBytes(bytes);
    }

    private static int lineFeeds(byte[] data) {
        int feeds = 0;
        for (byte b : data) {
            feeds += b == '\n' ? 1 : 0;
        }
        return feeds;
    }

    private static int putLines(byte[] to, int at, byte[] data) {
        int end = at;
        int from = 0;
        for (int i = 0; i < data.length; i++) {
            if (data[i] == '\n') {
                end = put(to, end, data, from, i);
                end = put(to, end, DATA_AGAIN, 0, DATA_AGAIN.length);
                from = i + 1;
            }
        }
        return put(to, end, data, from, data.length);
    }

    private static int put(byte[] to, int at, byte[] from, int begin, int end) {
        System.arraycopy(from, begin, to, at, end - begin);
        return at + end - begin;
    }

    byte[] bytes() {
        return bytes;
    }
}
