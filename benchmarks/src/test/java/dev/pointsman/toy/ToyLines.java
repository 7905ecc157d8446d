package dev.pointsman.toy;

import dev.pointsman.wire.EventDecoder;
import dev.pointsman.wire.ServerEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Decoder of JSON lines: one event for each line that is not empty. */
final class ToyLines implements EventDecoder {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public boolean isDocument(byte[] bytes) {
        return false; // a line looks like a document
    }

    @Override
    public List<ServerEvent> feed(byte[] bytes) {
        List<ServerEvent> events = new ArrayList<>();
        for (byte b : bytes) {
            if (b != '\n') {
                line.write(b);
            } else if (line.size() > 0) {
                events.add(new ServerEvent("", line.toByteArray()));
                line.reset();
            }
        }
        return events;
    }
}
