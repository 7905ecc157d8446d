package dev.pointsman.decisionlog;

import static dev.pointsman.decisionlog.NumberField.Range.ANY;
import static dev.pointsman.decisionlog.NumberField.Range.NOT_NEGATIVE;
import static dev.pointsman.decisionlog.NumberField.Range.POSITIVE;
import static dev.pointsman.decisionlog.NumberField.Range.SHARE;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.Tier;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.DecisionKind;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** Version 1 of the schema: the fields of each object, in the order of the components of its record. */
final class LogSchema {
    private static final long MILLION = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;

    static final RecordLayout<LoggedDecision> DECISION = new RecordLayout<>(
            new StringField<>("policy", false, LoggedDecision::policy),
            new StringField<>("instance", false, LoggedDecision::instance),
            new IntegerField<>("number", 0, Long.MAX_VALUE, true, LoggedDecision::number),
            new IntegerField<>("call", 0, Long.MAX_VALUE, true, LoggedDecision::call),
            IntegerField.count("attempt", LoggedDecision::attempt),
            new IntegerField<>("timeMicros", Long.MIN_VALUE, Long.MAX_VALUE, true, decision -> micros(decision.time())),
            new IntegerField<>("nanos", Long.MIN_VALUE, Long.MAX_VALUE, true, LoggedDecision::nanos),
            new StringField<>("pool", true, LoggedDecision::pool),
            new StringField<>("goal", true, LoggedDecision::goal),
            new StringField<>("strategy", true, LoggedDecision::strategy),
            EnumField.of("kind", true, DecisionKind.class, LoggedDecision::kind),
            new IntegerField<>("sequence", 0, Long.MAX_VALUE, true, LoggedDecision::sequence),
            NumberField.optional("drawn", SHARE, LoggedDecision::drawn),
            IntegerField.count("chosen", LoggedDecision::chosen));

    static final RecordLayout<LoggedContext> CONTEXT = new RecordLayout<>(
            EnumField.of("operation", true, Operation.class, LoggedContext::operation),
            new BooleanField<>("streaming", true, LoggedContext::streaming),
            IntegerField.optional("expectedInputTokens", LoggedContext::expectedInputTokens),
            IntegerField.optional("estimatedInputTokens", LoggedContext::estimatedInputTokens),
            IntegerField.optional("expectedOutputTokens", LoggedContext::expectedOutputTokens),
            IntegerField.optional("maxTokens", LoggedContext::maxTokens),
            new StringField<>("tenant", false, LoggedContext::tenant),
            new StringField<>("session", false, LoggedContext::session),
            new StringField<>("previousModel", false, LoggedContext::previousModel),
            outlook(0, "promptTokens", LoggedContext.Outlook::promptTokens),
            outlook(Double.NaN, "turnsToCome", LoggedContext.Outlook::turnsToCome),
            outlook(Double.NaN, "growth", LoggedContext.Outlook::growth),
            outlook(-1, "home", LoggedContext.Outlook::home),
            outlook(-1, "ownDraw", LoggedContext.Outlook::sessionDraw));

    static final RecordLayout<LoggedCandidate> CANDIDATE = new RecordLayout<>(
            new StringField<>("model", true, LoggedCandidate::model),
            new StringField<>("provider", true, LoggedCandidate::provider),
            EnumField.of("tier", true, Tier.class, LoggedCandidate::tier),
            IntegerField.count("order", LoggedCandidate::order),
            NumberField.usually(1, "quality", SHARE, LoggedCandidate::quality),
            price("inputPrice", Pricing::input),
            price("outputPrice", Pricing::output),
            price("cachedPrice", price -> price.cached() == price.input() ? Double.NaN : price.cached()),
            price("writePrice", price -> price.cacheWrite() == price.input() ? Double.NaN : price.cacheWrite()),
            price(
                    "longWritePrice",
                    price -> price.longCacheWrite() == price.cacheWrite() ? Double.NaN : price.longCacheWrite()),
            NumberField.optional("probability", SHARE, LoggedCandidate::probability),
            NumberField.optional("score", ANY, LoggedCandidate::score),
            NumberField.required("ttft", POSITIVE, LoggedCandidate::ttft),
            NumberField.required("tpot", POSITIVE, LoggedCandidate::tpot),
            NumberField.required("samples", NOT_NEGATIVE, LoggedCandidate::samples),
            NumberField.required("longRunSamples", NOT_NEGATIVE, LoggedCandidate::longRunSamples),
            NumberField.required("successRate", SHARE, LoggedCandidate::successRate),
            NumberField.required("timeToFailure", POSITIVE, LoggedCandidate::timeToFailure),
            NumberField.required("outputTokens", POSITIVE, LoggedCandidate::outputTokens),
            NumberField.optional("cost", NOT_NEGATIVE, LoggedCandidate::cost),
            IntegerField.count("inFlight", LoggedCandidate::inFlight),
            NumberField.required("capacity", POSITIVE, LoggedCandidate::capacity),
            NumberField.usually(0, "meanWait", NOT_NEGATIVE, LoggedCandidate::meanWait),
            prompt("prefillSlope", LoggedCandidate.Prompt::prefillSlope),
            prompt("cachedTokens", LoggedCandidate.Prompt::cachedTokens),
            prompt("pricedTokens", LoggedCandidate.Prompt::pricedTokens),
            prompt("keptTokens", LoggedCandidate.Prompt::keptTokens),
            new BooleanField<>(
                    "lastingCache", false, candidate -> promptOf(candidate).lasting()),
            NumberField.optional("learnedQuality", SHARE, LoggedCandidate::learnedQuality),
            NumberField.usually(1, "headroom", SHARE, LoggedCandidate::headroom));

    static final RecordLayout<LoggedDecision.Excluded> EXCLUSION = new RecordLayout<>(
            new StringField<>("model", true, LoggedDecision.Excluded::model),
            new StringField<>("reason", true, LoggedDecision.Excluded::reason));

    static final RecordLayout<LoggedOutcome> OUTCOME = new RecordLayout<>(
            EnumField.of("ending", true, CallOutcome.class, LoggedOutcome::ending),
            EnumField.of("failure", false, FailureKind.class, LoggedOutcome::failure),
            NumberField.optional("ttft", NOT_NEGATIVE, LoggedOutcome::ttft),
            NumberField.required("latency", NOT_NEGATIVE, LoggedOutcome::latency),
            new BooleanField<>("censored", false, LoggedOutcome::censored),
            IntegerField.optional("inputTokens", outcome -> outcome.usage().inputTokens()),
            IntegerField.optional("cachedTokens", outcome -> outcome.usage().cachedTokens()),
            IntegerField.optional("writtenTokens", outcome -> outcome.usage().cacheWriteTokens()),
            IntegerField.optional(
                    "longWrittenTokens", outcome -> outcome.usage().longCacheWriteTokens()),
            IntegerField.optional("outputTokens", outcome -> outcome.usage().outputTokens()),
            NumberField.optional("cost", NOT_NEGATIVE, LoggedOutcome::cost));

    /** A line that grades an answer. */
    static final RecordLayout<DecisionLogReader.Grade> GRADE = new RecordLayout<>(
            new StringField<>("instance", false, DecisionLogReader.Grade::instance),
            new IntegerField<>("decision", 0, Long.MAX_VALUE, true, DecisionLogReader.Grade::decision),
            new IntegerField<>(LogJson.TIME, Long.MIN_VALUE, Long.MAX_VALUE, true, grade -> micros(grade.time())),
            NumberField.required(LogJson.GRADE, SHARE, DecisionLogReader.Grade::grade));

    private LogSchema() {}

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MILLION), Math.floorMod(micros, MILLION) * NANOS_PER_MICRO);
    }

    static long micros(Instant time) {
        return time.getEpochSecond() * MILLION + time.getNano() / NANOS_PER_MICRO;
    }

    private static NumberField<LoggedContext> outlook(
            double usual, String name, ToDoubleFunction<LoggedContext.Outlook> part) {
        return NumberField.usually(usual, name, NOT_NEGATIVE, context -> {
            LoggedContext.Outlook outlook = context.outlook();
            return outlook == null ? Double.NaN : part.applyAsDouble(outlook);
        });
    }

    private static NumberField<LoggedCandidate> prompt(String name, ToDoubleFunction<LoggedCandidate.Prompt> part) {
        return NumberField.usually(0, name, NOT_NEGATIVE, candidate -> part.applyAsDouble(promptOf(candidate)));
    }

    private static LoggedCandidate.Prompt promptOf(LoggedCandidate candidate) {
        LoggedCandidate.Prompt prompt = candidate.prompt();
        return prompt == null ? LoggedCandidate.Prompt.NONE : prompt;
    }

    private static NumberField<LoggedCandidate> price(String name, ToDoubleFunction<Pricing> part) {
        return NumberField.optional(name, NOT_NEGATIVE, candidate -> {
            Pricing price = candidate.price();
            return price == null ? Double.NaN : part.applyAsDouble(price);
        });
    }
}
