package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.trace.DecisionKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decoder of lines into decisions. Unknown fields are ignored. Not thread-safe. */
final class LineDecoder {
    private final FieldValues top = new FieldValues(LogSchema.DECISION);
    private final PartDecoder parts = new PartDecoder();
    // Of the line that is being read.
    private final List<LoggedCandidate> candidates = new ArrayList<>();
    private final List<LoggedDecision.Excluded> exclusions = new ArrayList<>();
    private @Nullable LoggedContext context;
    private @Nullable LoggedOutcome outcome;
    private boolean versioned;
    private long dropped;
    private long graded;
    private double grade;

    /** Returns the decision of a line; null if the line reports missing decisions, or a grade. */
    @Nullable
    LoggedDecision decode(byte[] bytes, int length) throws MalformedLineException {
        candidates.clear();
        exclusions.clear();
        context = null;
        outcome = null;
        versioned = false;
        dropped = 0;
        graded = -1;
        grade = Double.NaN;
        try (JsonParser json = LogJson.FACTORY.createParser(bytes, 0, length)) {
            json.nextToken();
            top.fill(json, "", this::nested);
            if (json.nextToken() != null) {
                throw MalformedLineException.at("line", LineError.MALFORMED, "something after its object", "nothing");
            }
        } catch (JsonProcessingException e) {
            throw new MalformedLineException(
                    LineError.MALFORMED, "line: " + e.getOriginalMessage() + " (expected: an object)");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
        if (!versioned) {
            throw FieldValues.missing(LogJson.VERSION);
        }
        return dropped > 0 || !Double.isNaN(grade) ? null : decision();
    }

    /** Returns the grade of the last line; null if it has none. */
    DecisionLogReader.@Nullable Grade grade() throws MalformedLineException {
        if (Double.isNaN(grade)) {
            return null;
        }
        top.string(); // the policy
        String instance = top.string();
        top.integer();
        top.integer();
        top.count();
        long micros = top.integer();
        if (graded < 0) {
            throw FieldValues.missing(LogJson.DECISION);
        }
        if (micros <= 0) {
            throw FieldValues.missing(LogJson.TIME);
        }
        return new DecisionLogReader.Grade(instance, graded, LogSchema.instant(micros), grade);
    }

    /** Returns the number of missing decisions that the last line reported; 0 for a decision. */
    long dropped() {
        return dropped;
    }

    private boolean nested(String name, JsonParser json) throws IOException, MalformedLineException {
        switch (name) {
            case LogJson.VERSION -> version(json);
            case LogJson.DROPPED -> dropped = json.getValueAsLong();
            case LogJson.DECISION -> graded = whole(json);
            case LogJson.GRADE -> grade = share(json);
            case LogJson.CONTEXT -> context = parts.context(json);
            case LogJson.CANDIDATES -> each(name, json, path -> candidates.add(parts.candidate(json, path)));
            case LogJson.EXCLUSIONS -> each(name, json, path -> exclusions.add(parts.exclusion(json, path)));
            case LogJson.OUTCOME -> outcome = parts.outcome(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long whole(JsonParser json) throws IOException, MalformedLineException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < 0) {
            throw MalformedLineException.at(LogJson.DECISION, LineError.MALFORMED, json.getText(), ">= 0");
        }
        return json.getLongValue();
    }

    private static double share(JsonParser json) throws IOException, MalformedLineException {
        if (!json.currentToken().isNumeric()) {
            throw MalformedLineException.at(LogJson.GRADE, LineError.MALFORMED, json.getText(), "a number");
        }
        double value = json.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw MalformedLineException.at(LogJson.GRADE, LineError.NOT_FINITE, value, ">= 0 and <= 1");
        }
        if (value < 0 || value > 1) {
            throw MalformedLineException.at(LogJson.GRADE, LineError.OUT_OF_RANGE, value, ">= 0 and <= 1");
        }
        return value;
    }

    private void version(JsonParser json) throws IOException, MalformedLineException {
        String version = json.getText();
        if (!version.equals(String.valueOf(LoggedDecision.VERSION))) {
            throw MalformedLineException.at(
                    LogJson.VERSION,
                    LineError.VERSION,
                    version,
                    "version " + LoggedDecision.VERSION + " of the schema");
        }
        versioned = true;
    }

    private interface Element {
        void read(String path) throws IOException, MalformedLineException;
    }

    private static void each(String name, JsonParser json, Element element) throws IOException, MalformedLineException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw MalformedLineException.at(name, LineError.MALFORMED, json.getText(), "an array");
        }
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            element.read(name + "[" + i + "]");
        }
    }

    private LoggedDecision decision() throws MalformedLineException {
        top.requireAll();
        String policy = top.string();
        String instance = top.string();
        long number = top.integer();
        long call = top.integer();
        int attempt = top.count();
        long micros = top.integer();
        long nanos = top.integer();
        String pool = top.string();
        String goal = top.string();
        String strategy = top.string();
        DecisionKind kind = top.required(DecisionKind.class);
        long sequence = top.integer();
        double drawn = top.number();
        int chosen = top.count();
        LoggedContext asked = there(LogJson.CONTEXT, context);
        LoggedOutcome ended = there(LogJson.OUTCOME, outcome);
        if (micros < 0) {
            throw MalformedLineException.at(LogJson.TIME, LineError.OUT_OF_RANGE, micros, ">= 0");
        }
        DecisionValidator.check(candidates, chosen);
        return new LoggedDecision(
                policy,
                instance,
                number,
                call,
                attempt,
                LogSchema.instant(micros),
                nanos,
                pool,
                goal,
                strategy,
                kind,
                sequence,
                drawn,
                asked,
                candidates,
                chosen,
                exclusions,
                ended);
    }

    private static <T> T there(String name, @Nullable T part) throws MalformedLineException {
        if (part == null) {
            throw FieldValues.missing(name);
        }
        return part;
    }
}
