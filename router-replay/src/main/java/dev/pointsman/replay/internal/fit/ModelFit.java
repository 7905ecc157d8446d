package dev.pointsman.replay.internal.fit;

import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.decisionlog.LoggedOutcome;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.replay.simulator.ProviderSpec;
import dev.pointsman.replay.simulator.ProviderSpecBuilder;
import dev.pointsman.trace.CallOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fit of one model from a log. */
final class ModelFit {
    private static final int LEAST = 20;
    private static final double JOINED_LATER = 120; // seconds: who is seen sooner was there from the beginning
    private static final double USUAL_ERROR_SECONDS = .3;

    private final String model;
    private final double firstSeen;
    private final StratifiedSample idle = new StratifiedSample();
    private final StratifiedSample busy = new StratifiedSample();
    private final QueueFit queue = new QueueFit();
    private final NavigableMap<Integer, AttemptCounts> minutes = new TreeMap<>();
    private final DurationHistogram errorSeconds = new DurationHistogram();
    private @Nullable Pricing price;
    private Tier tier = Tier.PRIMARY;
    private double quality = 1;
    private long attempts;

    ModelFit(String model, double firstSeen) {
        this.model = model;
        this.firstSeen = firstSeen;
    }

    /** Records that the model was a candidate. */
    void standing(LoggedCandidate candidate) {
        price = candidate.price();
        tier = candidate.tier();
        quality = candidate.quality();
    }

    /** Records an attempt at the model. */
    void add(double seconds, LoggedDecision attempt) {
        attempts++;
        LoggedOutcome outcome = attempt.outcome();
        queue.seen(attempt.pick().inFlight());
        if (outcome.ending() == CallOutcome.CANCELLED) {
            return;
        }
        minutes.computeIfAbsent(MinuteBuckets.of(seconds), minute -> new AttemptCounts())
                .add(seconds, outcome.failure());
        if (outcome.failure() != null
                && outcome.failure() != FailureKind.TIMEOUT
                && outcome.failure() != FailureKind.RATE_LIMITED) {
            errorSeconds.add(outcome.latency());
        }
        Usage usage = outcome.usage();
        if (outcome.ending() == CallOutcome.SERVED && usage.isKnown() && usage.outputTokens() > 0) {
            double ttft = attempt.context().streaming() ? outcome.ttft() : Double.NaN;
            served(
                    attempt.pick(),
                    new AnswerSample(seconds, ttft, outcome.latency(), usage.inputTokens(), usage.outputTokens()));
        }
    }

    private void served(LoggedCandidate pick, AnswerSample sample) {
        (pick.inFlight() + 1 <= pick.capacity() ? idle : busy).add(sample);
        queue.add(pick.inFlight(), sample);
    }

    boolean hasAnswers() {
        return !idle.all().isEmpty() || !busy.all().isEmpty();
    }

    /** Returns the fitted provider; the model must have answered. */
    FittedModel fit(double end) {
        List<AnswerSample> samples = idle.all();
        if (samples.size() < LEAST) {
            samples.addAll(busy.all());
        }
        ServiceTime speed = ServiceTime.of(samples, end);
        DetectedOutages troubles = DetectedOutages.of(minutes);
        List<FittedPhase> phases = new ArrayList<>(troubles.phases());
        phases.addAll(speed.slowdowns().phases());
        ProviderSpecBuilder provider = ProviderSpec.builder(model)
                .price(price)
                .ttft(speed.ttft().median(), speed.ttft().logSd())
                .tpot(speed.tpot().median(), speed.tpot().logSd())
                .secondsPerInputToken(speed.perInputToken())
                .capacity(queue.capacity(speed))
                .perMinute(RateLimitFit.of(minutes.values()))
                .errorRate(troubles.errorRate())
                .errorSeconds(errorSeconds.size() == 0 ? USUAL_ERROR_SECONDS : errorSeconds.quantile(.5))
                .joinsAt(firstSeen > JOINED_LATER ? firstSeen : 0)
                .quality(quality)
                .tier(tier);
        phases.forEach(phase -> phase.addTo(provider));
        return new FittedModel(
                provider.build(),
                speed,
                phases,
                attempts,
                troubles.phases().size(),
                speed.slowdowns().phases().size(),
                queue.mostAtOnce());
    }
}
