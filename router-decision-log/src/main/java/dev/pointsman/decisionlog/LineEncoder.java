package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Encoder of decisions into a batch of lines. Not thread-safe. */
final class LineEncoder {
    private final Batch batch = new Batch();
    private JsonGenerator json = generator();

    /** Buffer with a view of its bytes. */
    private static final class Batch extends ByteArrayOutputStream {
        ByteBuffer view() {
            return ByteBuffer.wrap(buf, 0, count);
        }

        void cut(int length) {
            count = length;
        }
    }

    /** Content of one line. */
    private interface Line {
        void write() throws IOException;
    }

    void add(LoggedDecision decision) {
        line(() -> write(decision));
    }

    /** Adds a line that reports missing decisions. */
    void addGap(Instant time, long dropped) {
        line(() -> {
            json.writeNumberField(LogJson.TIME, LogSchema.micros(time));
            json.writeNumberField(LogJson.DROPPED, dropped);
        });
    }

    void add(DecisionLogReader.Grade grade) {
        line(() -> LogSchema.GRADE.write(grade, json));
    }

    private void write(LoggedDecision decision) throws IOException {
        LogSchema.DECISION.write(decision, json);
        json.writeObjectFieldStart(LogJson.CONTEXT);
        LogSchema.CONTEXT.write(decision.context(), json);
        json.writeEndObject();
        array(LogJson.CANDIDATES, LogSchema.CANDIDATE, decision.candidates());
        if (!decision.exclusions().isEmpty()) {
            array(LogJson.EXCLUSIONS, LogSchema.EXCLUSION, decision.exclusions());
        }
        json.writeObjectFieldStart(LogJson.OUTCOME);
        LogSchema.OUTCOME.write(decision.outcome(), json);
        json.writeEndObject();
    }

    /** Returns the number of buffered bytes. */
    int size() {
        return batch.size();
    }

    /** Returns the buffered bytes; valid until the next change. */
    ByteBuffer bytes() {
        return batch.view();
    }

    /** Discards the buffered bytes after they have been written. */
    void clear() {
        batch.reset();
    }

    private void line(Line line) {
        int before = batch.size();
        try {
            json.writeStartObject();
            json.writeNumberField(LogJson.VERSION, LoggedDecision.VERSION);
            line.write();
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        } catch (IOException | RuntimeException e) {
            json = generator(); // the old one is in the middle of a line
            batch.cut(before);
            throw new IllegalArgumentException("decision: cannot be encoded", e);
        }
    }

    private JsonGenerator generator() {
        try {
            return LogJson.FACTORY.createGenerator(batch);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    private <R> void array(String name, RecordLayout<R> layout, List<R> rows) throws IOException {
        json.writeArrayFieldStart(name);
        for (R row : rows) {
            json.writeStartObject();
            layout.write(row, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
