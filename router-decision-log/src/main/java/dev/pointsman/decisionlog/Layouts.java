package dev.pointsman.decisionlog;

import static dev.pointsman.decisionlog.NumberField.Range.ANY;
import static dev.pointsman.decisionlog.NumberField.Range.NOT_NEGATIVE;
import static dev.pointsman.decisionlog.NumberField.Range.POSITIVE;
import static dev.pointsman.decisionlog.NumberField.Range.SHARE;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.Tier;
import dev.pointsman.router.DecisionKind;
import dev.pointsman.router.Ending;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** Version 1 of the schema: the fields of each object, in the order of the components of its record. */
final class Layouts {
    private static final long MILLION = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;

    static final Layout<LoggedDecision> DECISION = new Layout<>(
            new TextField<>("policy", false, LoggedDecision::policy),
            new TextField<>("instance", false, LoggedDecision::instance),
            new WholeField<>("number", 0, Long.MAX_VALUE, true, LoggedDecision::number),
            new WholeField<>("call", 0, Long.MAX_VALUE, true, LoggedDecision::call),
            WholeField.count("attempt", LoggedDecision::attempt),
            new WholeField<>("timeMicros", Long.MIN_VALUE, Long.MAX_VALUE, true, decision -> micros(decision.time())),
            new WholeField<>("nanos", Long.MIN_VALUE, Long.MAX_VALUE, true, LoggedDecision::nanos),
            new TextField<>("pool", true, LoggedDecision::pool),
            new TextField<>("goal", true, LoggedDecision::goal),
            new TextField<>("strategy", true, LoggedDecision::strategy),
            WordField.of("kind", true, DecisionKind.class, LoggedDecision::kind),
            new WholeField<>("sequence", 0, Long.MAX_VALUE, true, LoggedDecision::sequence),
            NumberField.optional("drawn", SHARE, LoggedDecision::drawn),
            WholeField.count("chosen", LoggedDecision::chosen));

    static final Layout<LoggedContext> CONTEXT = new Layout<>(
            WordField.of("operation", true, Operation.class, LoggedContext::operation),
            new TruthField<>("streaming", true, LoggedContext::streaming),
            WholeField.optional("expectedInputTokens", LoggedContext::expectedInputTokens),
            WholeField.optional("estimatedInputTokens", LoggedContext::estimatedInputTokens),
            WholeField.optional("expectedOutputTokens", LoggedContext::expectedOutputTokens),
            WholeField.optional("maxTokens", LoggedContext::maxTokens),
            new TextField<>("tenant", false, LoggedContext::tenant),
            new TextField<>("session", false, LoggedContext::session),
            new TextField<>("previousModel", false, LoggedContext::previousModel));

    static final Layout<LoggedCandidate> CANDIDATE = new Layout<>(
            new TextField<>("model", true, LoggedCandidate::model),
            new TextField<>("provider", true, LoggedCandidate::provider),
            WordField.of("tier", true, Tier.class, LoggedCandidate::tier),
            WholeField.count("order", LoggedCandidate::order),
            NumberField.usually(1, "quality", SHARE, LoggedCandidate::quality),
            price("inputPrice", Pricing::input),
            price("outputPrice", Pricing::output),
            price("cachedPrice", price -> price.cached() == price.input() ? Double.NaN : price.cached()),
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
            WholeField.count("inFlight", LoggedCandidate::inFlight),
            NumberField.required("capacity", POSITIVE, LoggedCandidate::capacity),
            NumberField.usually(0, "meanWait", NOT_NEGATIVE, LoggedCandidate::meanWait));

    static final Layout<LoggedExclusion> EXCLUSION = new Layout<>(
            new TextField<>("model", true, LoggedExclusion::model),
            new TextField<>("reason", true, LoggedExclusion::reason));

    static final Layout<LoggedOutcome> OUTCOME = new Layout<>(
            WordField.of("ending", true, Ending.class, LoggedOutcome::ending),
            WordField.of("failure", false, FailureKind.class, LoggedOutcome::failure),
            NumberField.optional("ttft", NOT_NEGATIVE, LoggedOutcome::ttft),
            NumberField.required("latency", NOT_NEGATIVE, LoggedOutcome::latency),
            new TruthField<>("censored", false, LoggedOutcome::censored),
            WholeField.optional("inputTokens", outcome -> outcome.usage().inputTokens()),
            WholeField.optional("cachedTokens", outcome -> outcome.usage().cachedTokens()),
            WholeField.optional("outputTokens", outcome -> outcome.usage().outputTokens()),
            NumberField.optional("cost", NOT_NEGATIVE, LoggedOutcome::cost));

    private Layouts() {}

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MILLION), Math.floorMod(micros, MILLION) * NANOS_PER_MICRO);
    }

    static long micros(Instant time) {
        return time.getEpochSecond() * MILLION + time.getNano() / NANOS_PER_MICRO;
    }

    private static NumberField<LoggedCandidate> price(String name, ToDoubleFunction<Pricing> part) {
        return NumberField.optional(name, NOT_NEGATIVE, candidate -> {
            Pricing price = candidate.price();
            return price == null ? Double.NaN : part.applyAsDouble(price);
        });
    }
}
