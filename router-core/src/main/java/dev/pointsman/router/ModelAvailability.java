package dev.pointsman.router;

import dev.pointsman.admission.internal.EligibilityRules;
import dev.pointsman.failure.RoutingException.Availability;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.RouteRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Availability of a pool's models at the end of a call without an answer. */
final class ModelAvailability {
    private ModelAvailability() {}

    static Availability of(PoolState pool, RouteRequest request, TriedModels tried, long now) {
        EligibilityRules rules = pool.engine().rules();
        List<Exclusion> exclusions = new ArrayList<>();
        List<Exclusion> shown = new ArrayList<>();
        for (PoolMember member : pool.members()) {
            Exclusion exclusion = Eligibility.exclusion(member, request, tried, now);
            if (exclusion != null) {
                exclusions.add(exclusion);
                if (rules.isOpen(member.model(), request, now)) {
                    shown.add(exclusion);
                }
            }
        }
        long wait = Eligibility.nanosUntilAvailable(pool, request, tried, now);
        return new Availability(
                List.copyOf(exclusions),
                List.copyOf(shown),
                wait < 0 ? null : Duration.ofNanos(wait),
                exclusions.size() == pool.members().length);
    }
}
