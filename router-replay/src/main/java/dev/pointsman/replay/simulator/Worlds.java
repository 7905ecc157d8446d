package dev.pointsman.replay.simulator;

import dev.pointsman.model.Pricing;
import dev.pointsman.replay.simulator.World.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Ten worlds of one hour to compare policies in: six providers with measured parameters, and events that happen to
 * them.
 *
 *
 * <p>Except where a world says otherwise a provider serves any number of calls at once.
 */
public final class Worlds {
    private static final double HOUR = 3600;
    private static final double FROM = 1200;
    private static final double UNTIL = 1800;
    private static final double RECOVERED = 1920;
    private static final Outage OUTAGE = new Outage(0, FROM, UNTIL);

    private static final double BUSY = 22; // calls per second: 60 concurrent answers of the fastest provider
    private static final double LONG = 7; // factor: about 20 s for a mean answer
    private static final double FLAP = 60;

    private static final double[] TTFT = {.635, .213, .517, .366, .925, .388};
    private static final double[] TTFT_SD = {.14, .25, .24, .24, .12, .16};
    private static final double[] TPOT = {.0115, .0138, .0216, .0305, .0241, .0439};
    private static final double[] TPOT_SD = {.13, .22, .07, .10, .05, .04};
    private static final double[] PRICE_IN = {.9, 1, .7, .7, .8, 1.95};
    private static final double[] PRICE_OUT = {.9, 1, 2.8, 2.8, .8, 2.56};

    private Worlds() {}

    /**
     * Returns the ten worlds, with one router each.
     *
     * @param traffic the arriving calls
     * @return the worlds
     */
    public static List<World> all(Traffic traffic) {
        return List.of(
                world("stationary", traffic, null, (i, p) -> p),
                world("slow at first", traffic, null, first(p -> p.phase(Phase.of(0, 300, Regime.slower(6))))),
                world("drift", traffic, null, (i, p) -> p.drift(new Drift(.5, 300, 50 * i))),
                world("brown-out", traffic, OUTAGE, first(p -> best(p).phase(during(Regime.slower(5))))),
                world("503", traffic, OUTAGE, first(p -> recovering(best(p)))),
                world("no answer", traffic, OUTAGE, first(p -> best(p).phase(during(Regime.SILENT)))),
                world("30 % errors", traffic, OUTAGE, first(p -> p.phase(during(Regime.failing(.3))))),
                world("rate limits", traffic, null, (i, p) -> i < 2 ? p.perMinute(60 * (i + 1)) : p),
                world("capacity 8", traffic, null, (i, p) -> p.capacity(8)),
                world(
                        "capacity 10, four times slower",
                        traffic,
                        OUTAGE,
                        (i, p) -> i == 0 ? p.capacity(10).phase(during(Regime.slower(4))) : p.capacity(10)));
    }

    /**
     * Returns four more worlds, for calls in progress: 3 % errors at 60 concurrent calls, an outage after which a trial
     * takes 20 s, a pace that changes five-fold at all providers, and a provider that is down every second minute.
     *
     * @return the worlds
     */
    public static List<World> underWay() {
        Traffic usual = FittedTraffic.CONVERSATIONS;
        return List.of(
                world(
                        "3 % errors, 60 at once",
                        FittedTraffic.CONVERSATIONS.withRate(BUSY), null, (i, p) -> p.errorRate(.03)),
                world("503, answers of 20 s", usual, OUTAGE, (i, p) -> {
                    p.ttft(new LogNormal(LONG * TTFT[i], TTFT_SD[i])).tpot(new LogNormal(LONG * TPOT[i], TPOT_SD[i]));
                    return i == 0 ? p.phase(during(Regime.DOWN)) : p;
                }),
                world("all five times slower", usual, null, (i, p) -> p.phase(during(Regime.slower(5)))),
                world("flapping", usual, OUTAGE, first(p -> flapping(best(p)))));
    }

    private static ProviderSpecBuilder flapping(ProviderSpecBuilder provider) {
        for (double from = FROM; from < UNTIL; from += 2 * FLAP) {
            provider.phase(Phase.of(from, from + FLAP, Regime.DOWN));
        }
        return provider;
    }

    /**
     * Returns the six providers in their normal regime.
     *
     * @return the providers
     */
    public static List<ProviderSpec> providers() {
        return providers((i, p) -> p);
    }

    private interface Change {
        ProviderSpecBuilder apply(ProviderSpecBuilder provider);
    }

    private static BiFunction<Integer, ProviderSpecBuilder, ProviderSpecBuilder> first(Change change) {
        return (i, p) -> i == 0 ? change.apply(p) : p;
    }

    private static ProviderSpecBuilder best(ProviderSpecBuilder provider) {
        return provider.ttft(new LogNormal(.3, TTFT_SD[0])).tpot(new LogNormal(.007, TPOT_SD[0]));
    }

    private static ProviderSpecBuilder recovering(ProviderSpecBuilder provider) {
        return provider.phase(during(Regime.DOWN)).phase(new Phase(UNTIL, RECOVERED, Regime.slower(3), Regime.NORMAL));
    }

    private static Phase during(Regime regime) {
        return Phase.of(FROM, UNTIL, regime);
    }

    private static World world(
            String name,
            Traffic traffic,
            @Nullable Outage outage,
            BiFunction<Integer, ProviderSpecBuilder, ProviderSpecBuilder> change) {
        return new World(name, providers(change), traffic, HOUR, 1, outage);
    }

    private static List<ProviderSpec> providers(BiFunction<Integer, ProviderSpecBuilder, ProviderSpecBuilder> change) {
        List<ProviderSpec> all = new ArrayList<>();
        for (int i = 0; i < TTFT.length; i++) {
            ProviderSpecBuilder provider = ProviderSpec.builder("p" + (i + 1))
                    .price(Pricing.of(PRICE_IN[i], PRICE_OUT[i]))
                    .ttft(new LogNormal(TTFT[i], TTFT_SD[i]))
                    .tpot(new LogNormal(TPOT[i], TPOT_SD[i]));
            all.add(change.apply(i, provider).build());
        }
        return all;
    }
}
