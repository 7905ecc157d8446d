package dev.pointsman.examples.strategy;

import dev.pointsman.model.Pricing;
import dev.pointsman.replay.simulator.ProviderSpec;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.World;
import java.util.List;

/** World of the simulator: a good model that is slow for twenty minutes of an hour, and a faster one of lower quality. */
final class EveningWorld {
    static final String GOOD = "good";
    static final String FAST = "fast";

    private static final double HOUR = 3600;
    private static final double SLOW_FROM = 1200;
    private static final double SLOW_UNTIL = 2400;

    private EveningWorld() {}

    static World create() {
        ProviderSpec good = ProviderSpec.builder(GOOD)
                .ttft(.6, .2)
                .tpot(.015, .1)
                .price(Pricing.of(3, 15))
                .slower(SLOW_FROM, SLOW_UNTIL, 5)
                .build();
        ProviderSpec fast = ProviderSpec.builder(FAST)
                .ttft(.2, .2)
                .tpot(.005, .1)
                .price(Pricing.of(.3, 1))
                .quality(.8)
                .build();
        return new World("evening", List.of(good, fast), Traffic.conversations(1), HOUR, 1, null);
    }
}
