package dev.pointsman.quality;

import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.ModelSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Models that get no calls since an alarm. At most one in each pool, and none that is the last of its tier. Not
 * thread-safe.
 */
final class AutomaticHolds {
    private final ModelRouter router;
    private final Set<String> held = new HashSet<>();

    AutomaticHolds(ModelRouter router) {
        this.router = router;
    }

    /** Holds a model, unless the calls of a pool would have too few others. */
    void hold(String model) {
        List<Pool> pools = router.operations().pools().stream()
                .filter(pool -> pool.models().contains(model))
                .toList();
        boolean allowed = !held.contains(model)
                && !pools.isEmpty()
                && pools.stream().noneMatch(pool -> pool.models().stream().anyMatch(held::contains))
                && pools.stream().allMatch(pool -> hasOthers(pool, model));
        if (allowed) {
            router.operations().forceOpen(model);
            held.add(model);
        }
    }

    private boolean hasOthers(Pool pool, String model) {
        Set<String> refused = new HashSet<>();
        for (ModelSnapshot snapshot : router.operations().snapshot()) {
            if (snapshot.breaker().refusal() != null) {
                refused.add(snapshot.model().id());
            }
        }
        return pool.tiers().values().stream()
                .filter(tier -> tier.contains(model))
                .allMatch(tier -> tier.stream().anyMatch(other -> !other.equals(model) && !refused.contains(other)));
    }

    /** Ends the hold of a model. */
    void release(String model) {
        if (held.remove(model)) {
            router.operations().reset(model);
        }
    }
}
