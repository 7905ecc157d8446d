package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.trace.CallOutcome;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Decoder of the nested objects of a line. Not thread-safe. */
final class PartDecoder {
    private static final FieldValues.NestedValues NOTHING = (name, json) -> false;

    private final FieldValues context = new FieldValues(LogSchema.CONTEXT);
    private final FieldValues candidate = new FieldValues(LogSchema.CANDIDATE);
    private final FieldValues exclusion = new FieldValues(LogSchema.EXCLUSION);
    private final FieldValues outcome = new FieldValues(LogSchema.OUTCOME);

    LoggedContext context(JsonParser json) throws IOException, MalformedLineException {
        FieldValues row = filled(context, json, LogJson.CONTEXT);
        return new LoggedContext(
                row.required(Operation.class),
                row.bool(),
                row.count(),
                row.count(),
                row.count(),
                row.count(),
                row.optional(String.class),
                row.optional(String.class),
                row.optional(String.class),
                outlook(row));
    }

    LoggedCandidate candidate(JsonParser json, String path) throws IOException, MalformedLineException {
        FieldValues row = filled(candidate, json, path);
        return new LoggedCandidate(
                row.string(),
                row.string(),
                row.required(Tier.class),
                row.count(),
                row.number(),
                price(row),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.number(),
                row.count(),
                row.number(),
                row.number(),
                prompt(row),
                row.number(),
                row.number());
    }

    LoggedDecision.Excluded exclusion(JsonParser json, String path) throws IOException, MalformedLineException {
        FieldValues row = filled(exclusion, json, path);
        return new LoggedDecision.Excluded(row.string(), row.string());
    }

    LoggedOutcome outcome(JsonParser json) throws IOException, MalformedLineException {
        FieldValues row = filled(outcome, json, LogJson.OUTCOME);
        return new LoggedOutcome(
                row.required(CallOutcome.class),
                row.optional(FailureKind.class),
                row.number(),
                row.number(),
                row.bool(),
                usage(row),
                row.number());
    }

    private static FieldValues filled(FieldValues row, JsonParser json, String path)
            throws IOException, MalformedLineException {
        row.fill(json, path, NOTHING);
        row.requireAll();
        return row;
    }

    private static LoggedContext.@Nullable Outlook outlook(FieldValues row) {
        LoggedContext.Outlook outlook = new LoggedContext.Outlook(
                row.number(), row.number(), row.number(), (int) row.number(), (int) row.number());
        return outlook.promptTokens() > 0 ? outlook : null;
    }

    private static LoggedCandidate.@Nullable Prompt prompt(FieldValues row) {
        LoggedCandidate.Prompt prompt =
                new LoggedCandidate.Prompt(row.number(), row.number(), row.number(), row.number(), row.bool());
        return prompt.equals(LoggedCandidate.Prompt.NONE) ? null : prompt;
    }

    private static @Nullable Pricing price(FieldValues row) throws MalformedLineException {
        double input = row.number();
        double output = row.number();
        double cached = row.number();
        double write = row.number();
        double lasting = row.number();
        if (Double.isNaN(input) && Double.isNaN(output)) {
            return null;
        }
        if (Double.isNaN(input) || Double.isNaN(output)) {
            throw FieldValues.missing(row.path(Double.isNaN(input) ? "inputPrice" : "outputPrice"));
        }
        double written = Double.isNaN(write) ? input : write;
        return new Pricing(
                input,
                output,
                Double.isNaN(cached) ? input : cached,
                written,
                Double.isNaN(lasting) ? written : lasting);
    }

    private static Usage usage(FieldValues row) throws MalformedLineException {
        int input = row.count();
        int cached = row.count();
        int written = row.count();
        int lasting = row.count();
        int output = row.count();
        if (cached > input) {
            throw MalformedLineException.at(row.path("cachedTokens"), LineError.OUT_OF_RANGE, cached, "<= inputTokens");
        }
        if (written > input - cached) {
            throw MalformedLineException.at(
                    row.path("writtenTokens"), LineError.OUT_OF_RANGE, written, "<= inputTokens - cachedTokens");
        }
        if (lasting > written) {
            throw MalformedLineException.at(
                    row.path("longWrittenTokens"), LineError.OUT_OF_RANGE, lasting, "<= writtenTokens");
        }
        return new Usage(input, cached, written, lasting, output);
    }
}
