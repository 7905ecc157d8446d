package dev.pointsman.decisionlog;

import dev.pointsman.model.Exclusion;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.SessionOutlook;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.RoutingDecision;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision whose attempt is in flight: a flat copy, made on the caller's thread, of a decision that is valid only
 * during the callback. The thread that ends the attempt sets the outcome.
 */
final class PendingDecision implements QueuedLine {
    /** Number of values per candidate. */
    static final int WIDTH = 20;

    final Attempt attempt;
    final Instant time;
    final long call;
    final int number;
    final long nanos;
    final String pool;
    final String goal;
    final String strategy;
    final DecisionKind kind;
    final long sequence;
    final double drawn;
    final int chosen;
    final @Nullable String previousModel;
    final LoggedContext.@Nullable Outlook outlook;
    final Model[] models;
    final Tier[] tiers;
    final double[] numbers;
    final List<Exclusion> exclusions;

    volatile long firstToken = -1; // nanoseconds since the start; written before the end, perhaps by another thread

    // Written by the one that ends the attempt, before the pending decision is passed on.
    CallOutcome ending = CallOutcome.CANCELLED;

    @Nullable
    FailureKind failure;

    long duration;
    Usage usage = Usage.UNKNOWN;
    double cost = Double.NaN;

    PendingDecision(RoutingDecision decision, Attempt attempt, Instant time) {
        this.attempt = attempt;
        this.time = time;
        this.call = decision.call();
        this.number = decision.attempt();
        this.nanos = decision.nowNanos();
        this.pool = decision.pool();
        this.goal = decision.goal();
        this.strategy = decision.strategy();
        this.kind = decision.kind();
        this.sequence = decision.sequence();
        this.drawn = decision.drawn();
        this.chosen = decision.chosen();
        this.previousModel = decision.previousModel();
        SessionOutlook session = decision.session();
        this.outlook = outlook(decision, session);
        this.exclusions = decision.exclusions();
        int size = decision.size();
        models = new Model[size];
        tiers = new Tier[size];
        numbers = new double[WIDTH * size];
        for (int i = 0; i < size; i++) {
            copy(decision, session, i);
        }
    }

    @Override
    public void write(LoggedDecisionMapper mapper, DecisionLogWriter writer) throws IOException {
        writer.write(mapper.read(this));
    }

    private static LoggedContext.@Nullable Outlook outlook(RoutingDecision decision, @Nullable SessionOutlook session) {
        double prompt = decision.promptTokens();
        if (prompt == 0) {
            return null;
        }
        return session == null
                ? new LoggedContext.Outlook(prompt, Double.NaN, Double.NaN, SessionOutlook.NO_HOME, -1)
                : new LoggedContext.Outlook(
                        prompt, session.turnsToCome(), session.growth(), session.home(), decision.sessionDraw());
    }

    private void copy(RoutingDecision decision, @Nullable SessionOutlook session, int index) {
        Candidate candidate = decision.candidate(index);
        models[index] = candidate.model();
        tiers[index] = candidate.tier();
        int at = WIDTH * index;
        numbers[at + WIDTH - 2] = candidate.quality();
        numbers[at + WIDTH - 1] = candidate.headroom();
        numbers[at++] = candidate.order();
        numbers[at++] = decision.probability(index);
        numbers[at++] = decision.score(index);
        numbers[at++] = candidate.ttft();
        numbers[at++] = candidate.tpot();
        numbers[at++] = candidate.samples();
        numbers[at++] = candidate.longRunSamples();
        numbers[at++] = candidate.successRate();
        numbers[at++] = candidate.timeToFailure();
        numbers[at++] = candidate.outputTokens();
        numbers[at++] = candidate.cost();
        numbers[at++] = candidate.inFlight();
        numbers[at++] = candidate.capacity();
        numbers[at++] = candidate.meanWait();
        numbers[at++] = outlook == null ? 0 : candidate.prefillSlope();
        if (session != null) {
            numbers[at++] = session.cachedTokens(index);
            numbers[at++] = session.pricedTokens(index);
            numbers[at] = session.keptTokens(index);
        }
    }
}
