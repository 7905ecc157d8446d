package dev.pointsman.micronaut.live;

import dev.pointsman.router.Attempt;
import dev.pointsman.router.DecisionKind;
import dev.pointsman.router.RoutingDecision;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few decisions, put there by calls and taken away once a second. It takes so many between two takings and no more:
 * trials and panic have places of their own, as they are rare and tell the most. Safe for all threads.
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
    private final BlockingQueue<SampledDecision> sightings = new ArrayBlockingQueue<>(2 * (USUAL + RARE));

    void offer(RoutingDecision decision, Attempt attempt) {
        boolean isRare = RARE_KINDS.contains(decision.kind());
        AtomicInteger places = isRare ? rare : usual;
        if (places.get() > 0 && places.getAndDecrement() > 0) {
            sightings.offer(SampledDecision.of(decision, attempt));
        }
    }

    /** What has come since the last time; makes room for as many again. */
    List<SampledDecision> take() {
        List<SampledDecision> taken = new ArrayList<>();
        sightings.drainTo(taken);
        usual.set(USUAL);
        rare.set(RARE);
        return taken;
    }
}
