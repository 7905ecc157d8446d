package dev.pointsman.breaker;

import dev.pointsman.model.Exclusion;
import org.jspecify.annotations.Nullable;

/**
 * For the engine: a time in which a model is left alone, apart from its breaker.
 *
 * @param reason why
 * @param until when it ends, in nanoseconds; of no meaning for a hold, which somebody must end
 */
record Cooldown(Exclusion.Reason reason, long until) {

    boolean covers(long now) {
        return reason == Exclusion.Reason.HELD || until - now > 0;
    }

    /** The graver of two: a hold outweighs everything, then the one that ends later. */
    static Cooldown graver(@Nullable Cooldown a, Cooldown b) {
        if (a == null || b.reason == Exclusion.Reason.HELD) {
            return b;
        }
        return a.reason == Exclusion.Reason.HELD || a.until - b.until > 0 ? a : b;
    }
}
