package dev.pointsman.replay.simulator;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.Map;
import java.util.Objects;

/** The strategies that routers know, by name, and one for comparison. */
final class Strategies {
    private static final Map<String, RoutingStrategy> KNOWN =
            ModelRouter.builder().strategies();

    private Strategies() {}

    static RoutingStrategy named(String name) {
        return Objects.requireNonNull(KNOWN.get(name), name);
    }

    /** Always the cheapest model that is up. */
    static RoutingStrategy cheapest() {
        return RoutingStrategy.of(
                "cheapest",
                (decision, scores) -> {
                    for (int i = 0; i < decision.size(); i++) {
                        scores[i] = -decision.candidate(i).cost();
                    }
                },
                Picker.best());
    }
}
