package dev.pointsman.micronaut.tenant;

import dev.pointsman.router.Attempt;
import dev.pointsman.router.RouterListener;
import dev.pointsman.tenant.ProviderLimits;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RoutingDecision;

/** Listener that reports the router's attempts to the limits of the providers. */
final class ProviderLimitListener implements RouterListener {
    private final ProviderLimits limits;

    ProviderLimitListener(ProviderLimits limits) {
        this.limits = limits;
    }

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        limits.began(attempt.model(), decision.nowNanos());
    }

    @Override
    public void completed(CompletedCall call) {
        call.trace().attempts().forEach(attempt -> limits.ended(attempt, call.request()));
    }
}
