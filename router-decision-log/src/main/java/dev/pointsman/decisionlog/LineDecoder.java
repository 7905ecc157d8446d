package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.router.DecisionKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns lines into decisions. Fields that it does not know are passed over. For one thread. */
final class LineDecoder {
    private final Row top = new Row(Layouts.DECISION);
    private final PartDecoder parts = new PartDecoder();
    // Of the line that is being read.
    private final List<LoggedCandidate> candidates = new ArrayList<>();
    private final List<LoggedExclusion> exclusions = new ArrayList<>();
    private @Nullable LoggedContext context;
    private @Nullable LoggedOutcome outcome;
    private boolean versioned;
    private long dropped;

    /** The decision on a line; null if the line says how many are missing. */
    @Nullable
    LoggedDecision decode(byte[] bytes, int length) throws FlawException {
        candidates.clear();
        exclusions.clear();
        context = null;
        outcome = null;
        versioned = false;
        dropped = 0;
        try (JsonParser json = Json.FACTORY.createParser(bytes, 0, length)) {
            json.nextToken();
            top.fill(json, "", this::inside);
            if (json.nextToken() != null) {
                throw FlawException.at("line", Flaw.MALFORMED, "something after its object", "nothing");
            }
        } catch (JsonProcessingException e) {
            throw new FlawException(Flaw.MALFORMED, "line: " + e.getOriginalMessage() + " (expected: an object)");
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        if (!versioned) {
            throw Row.missing(Json.VERSION);
        }
        return dropped > 0 ? null : decision();
    }

    /** How many decisions the last line said are missing; 0 if it was a decision. */
    long dropped() {
        return dropped;
    }

    private boolean inside(String name, JsonParser json) throws IOException, FlawException {
        switch (name) {
            case Json.VERSION -> version(json);
            case Json.DROPPED -> dropped = json.getValueAsLong();
            case Json.CONTEXT -> context = parts.context(json);
            case Json.CANDIDATES -> each(name, json, path -> candidates.add(parts.candidate(json, path)));
            case Json.EXCLUSIONS -> each(name, json, path -> exclusions.add(parts.exclusion(json, path)));
            case Json.OUTCOME -> outcome = parts.outcome(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void version(JsonParser json) throws IOException, FlawException {
        String version = json.getText();
        if (!version.equals(String.valueOf(LoggedDecision.VERSION))) {
            throw FlawException.at(
                    Json.VERSION, Flaw.VERSION, version, "version " + LoggedDecision.VERSION + " of the schema");
        }
        versioned = true;
    }

    private interface Element {
        void read(String path) throws IOException, FlawException;
    }

    private static void each(String name, JsonParser json, Element element) throws IOException, FlawException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw FlawException.at(name, Flaw.MALFORMED, json.getText(), "a list");
        }
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            element.read(name + "[" + i + "]");
        }
    }

    private LoggedDecision decision() throws FlawException {
        top.requireAll();
        String policy = top.text();
        String instance = top.text();
        long number = top.whole();
        long call = top.whole();
        int attempt = top.count();
        long micros = top.whole();
        long nanos = top.whole();
        String pool = top.text();
        String goal = top.text();
        String strategy = top.text();
        DecisionKind kind = top.word(DecisionKind.class);
        long sequence = top.whole();
        double drawn = top.number();
        int chosen = top.count();
        LoggedContext asked = there(Json.CONTEXT, context);
        LoggedOutcome ended = there(Json.OUTCOME, outcome);
        if (micros < 0) {
            throw FlawException.at(Json.TIME, Flaw.OUT_OF_RANGE, micros, ">= 0");
        }
        Plausible.check(candidates, chosen);
        return new LoggedDecision(
                policy,
                instance,
                number,
                call,
                attempt,
                Layouts.instant(micros),
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

    private static <T> T there(String name, @Nullable T part) throws FlawException {
        if (part == null) {
            throw Row.missing(name);
        }
        return part;
    }
}
