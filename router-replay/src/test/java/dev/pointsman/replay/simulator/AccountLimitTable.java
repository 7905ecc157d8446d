package dev.pointsman.replay.simulator;

import dev.pointsman.replay.simulator.SimulatedSharing.AccountLimits;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Table of routers that share accounts with limits: refused attempts, attempts of a call, and loss against the oracle. */
final class AccountLimitTable {
    private static final int ROUTERS = 8;
    private static final SimulatedStore STORE = new SimulatedStore(.05, .01);
    private static final RoutingStrategy SPEED =
            Objects.requireNonNull(ModelRouter.builder().strategies().get("speed"));

    private final World world;
    private final int seeds;

    AccountLimitTable(World world, int seeds) {
        this.world = world;
        this.seeds = seeds;
    }

    /** Way of keeping the limits. */
    record Way(String label, int routers, SimulatedSharing sharing) {
        /** By what providers report, exchanged. */
        static final Way LEARNED = new Way("8, learned limits", ROUTERS, limits(STORE, AccountLimits.LEARNED));

        private static final List<Way> ALL = List.of(
                new Way("1 router", 1, SimulatedSharing.NONE),
                new Way("8 apart", ROUTERS, SimulatedSharing.NONE),
                new Way("8 with the exchange of health", ROUTERS, SimulatedSharing.of(STORE)),
                new Way("8, configured limits", ROUTERS, limits(STORE, AccountLimits.CONFIGURED)),
                new Way("8, learned limits, without the exchange", ROUTERS, limits(null, AccountLimits.LEARNED)),
                LEARNED,
                new Way("8, both", ROUTERS, limits(STORE, AccountLimits.BOTH)));

        private static SimulatedSharing limits(@Nullable SimulatedStore store, AccountLimits limits) {
            return new SimulatedSharing(store, limits, 0);
        }
    }

    /** Figures of one way, over all seeds: refused attempts of all calls, attempts of a call, mean latency of the oracle's. */
    record Row(double limited, double attempts, double loss) {}

    void print(PrintStream out) {
        out.printf("| %s | attempts refused with 429 | attempts of a call | loss |%n|---|---|---|---|%n", world.name());
        for (Way way : Way.ALL) {
            Row row = row(way);
            out.printf("| %s | %.2f %% | %.3f | %.3f |%n", way.label, 100 * row.limited(), row.attempts(), row.loss());
        }
    }

    Row row(Way way) {
        List<SimulationResult> results =
                runs(seed -> Simulation.of(world.withRouters(way.routers), seed).runShared(SPEED, way.sharing));
        List<SimulationResult> oracle = runs(seed -> Simulation.of(world, seed).runOracle());
        double calls = results.stream().mapToDouble(SimulationResult::calls).sum();
        return new Row(
                results.stream().mapToDouble(SimulationResult::limited).sum() / calls,
                results.stream()
                                .mapToDouble(result -> result.attemptsPerCall() * result.calls())
                                .sum()
                        / calls,
                latency(results) / latency(oracle));
    }

    private static double latency(List<SimulationResult> results) {
        return results.stream().mapToDouble(SimulationResult::meanLatency).sum();
    }

    private List<SimulationResult> runs(Function<Integer, SimulationResult> run) {
        List<SimulationResult> results = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            results.add(run.apply(seed));
        }
        return results;
    }
}
