package dev.pointsman.replay.simulator;

import dev.pointsman.model.Model;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.RateLimitReading;
import dev.pointsman.tenant.ProviderLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Router of a run.
 *
 * @param router the real router
 * @param limits its limits of accounts; null if it keeps none
 * @param time the run's time
 */
record SimulatedRouter(ModelRouter router, @Nullable ProviderLimits limits, VirtualTime time) {

    /** Takes what a provider reports of its limit; null if it reports nothing. */
    void told(Model model, @Nullable RateLimitReading reading, long sent) {
        if (limits != null && reading != null) {
            limits.told(model, List.of(reading), sent, time.nanos());
        }
    }
}
