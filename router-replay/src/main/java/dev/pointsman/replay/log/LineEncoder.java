package dev.pointsman.replay.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Turns decisions into lines and gathers them into a batch of bytes. For one thread. */
final class LineEncoder {
    private final Batch batch = new Batch();
    private final JsonGenerator json;

    /** Bytes that can be looked at where they are. */
    private static final class Batch extends ByteArrayOutputStream {
        ByteBuffer view() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }

    LineEncoder() {
        try {
            json = Json.FACTORY.createGenerator(batch);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    void add(LoggedDecision decision) throws IOException {
        begin();
        Layouts.DECISION.write(decision, json);
        json.writeObjectFieldStart(Json.CONTEXT);
        Layouts.CONTEXT.write(decision.context(), json);
        json.writeEndObject();
        array(Json.CANDIDATES, Layouts.CANDIDATE, decision.candidates());
        if (!decision.exclusions().isEmpty()) {
            array(Json.EXCLUSIONS, Layouts.EXCLUSION, decision.exclusions());
        }
        json.writeObjectFieldStart(Json.OUTCOME);
        Layouts.OUTCOME.write(decision.outcome(), json);
        json.writeEndObject();
        end();
    }

    /** Adds a line that says how many decisions are missing before it. */
    void addGap(Instant time, long dropped) throws IOException {
        begin();
        json.writeNumberField(Json.TIME, Layouts.micros(time));
        json.writeNumberField(Json.DROPPED, dropped);
        end();
    }

    /** How many bytes are waiting. */
    int size() {
        return batch.size();
    }

    /** The bytes that are waiting; valid until the next change. */
    ByteBuffer bytes() {
        return batch.view();
    }

    /** They have been written. */
    void clear() {
        batch.reset();
    }

    private void begin() throws IOException {
        json.writeStartObject();
        json.writeNumberField(Json.VERSION, LoggedDecision.VERSION);
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private <R> void array(String name, Layout<R> layout, List<R> rows) throws IOException {
        json.writeArrayFieldStart(name);
        for (R row : rows) {
            json.writeStartObject();
            layout.write(row, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
