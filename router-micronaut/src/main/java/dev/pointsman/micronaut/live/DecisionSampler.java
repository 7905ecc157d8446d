package dev.pointsman.micronaut.live;

import dev.pointsman.router.Attempt;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.RoutingDecision;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sample of decisions, added by calls and drained once a second. Accepts a fixed number between two drains; trials and
 * panic have a separate quota, as they are rare and most informative. Thread-safe.
 */
@Singleton
@LivePage
final class DecisionSampler {
    static final int USUAL = 4;
    static final int RARE = 4;
    private static final Set<DecisionKind> RARE_KINDS =
            EnumSet.of(DecisionKind.TRIAL, DecisionKind.PANIC, DecisionKind.BESIDE);

    private final AtomicInteger usual = new AtomicInteger();
    private final AtomicInteger rare = new AtomicInteger();
    private final BlockingQueue<SampledDecision> samples = new ArrayBlockingQueue<>(2 * (USUAL + RARE));

    void offer(RoutingDecision decision, Attempt attempt) {
        boolean isRare = RARE_KINDS.contains(decision.kind());
        AtomicInteger places = isRare ? rare : usual;
        if (places.get() > 0 && places.getAndDecrement() > 0) {
            samples.offer(SampledDecision.of(decision, attempt));
        }
    }

    /** Drains the sampled decisions and resets the quotas. */
    List<SampledDecision> take() {
        List<SampledDecision> taken = new ArrayList<>();
        samples.drainTo(taken);
        usual.set(USUAL);
        rare.set(RARE);
        return taken;
    }
}
