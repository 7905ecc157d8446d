package dev.pointsman.benchmarks.report;

import dev.pointsman.replay.simulator.Simulation;
import dev.pointsman.replay.simulator.SimulationResult;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.World;
import dev.pointsman.replay.simulator.Worlds;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Runs every strategy in every world with every seed, on all cores: each run is one thread's, and shares nothing. */
final class Campaign {
    private static final int[] ROUTERS = {1, 8};

    private final List<RoutingStrategy> strategies;
    private final Traffic traffic;
    private final int seeds;
    private final PrintStream progress;
    private final AtomicLong calls = new AtomicLong();
    private final long start = System.nanoTime();

    Campaign(List<RoutingStrategy> strategies, Traffic traffic, int seeds, PrintStream progress) {
        this.strategies = strategies;
        this.traffic = traffic;
        this.seeds = seeds;
        this.progress = progress;
    }

    List<Cell> run() {
        return run(Worlds.all(traffic));
    }

    /** The worlds of many calls under way, whose traffic is their own. */
    List<Cell> runUnderWay() {
        return run(Worlds.underWay());
    }

    private List<Cell> run(List<World> worlds) {
        List<Cell> cells = new ArrayList<>();
        for (int routers : ROUTERS) {
            for (World world : worlds) {
                cells.addAll(run(world.withRouters(routers)));
                progress.printf(
                        "%4.0f s  %2d of %d worlds, %,d simulated calls%n",
                        seconds(), cells.size() / strategies.size(), ROUTERS.length * worlds.size(), calls.get());
            }
        }
        return cells;
    }

    /** Simulated calls of all policies until now. */
    long calls() {
        return calls.get();
    }

    double seconds() {
        return (System.nanoTime() - start) * 1e-9;
    }

    private List<Cell> run(World world) {
        List<Map<String, Cell.Pair>> bySeed = IntStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(seed -> run(world, seed))
                .toList();
        Place place = new Place(world.name(), world.routers());
        return strategies.stream()
                .map(strategy -> Cell.of(
                        strategy.name(),
                        place,
                        bySeed.stream().map(pairs -> pairs.get(strategy.name())).toList()))
                .toList();
    }

    private Map<String, Cell.Pair> run(World world, long seed) {
        Simulation simulation = Simulation.of(world, seed);
        SimulationResult oracle = simulation.runOracle();
        Map<String, Cell.Pair> pairs = new LinkedHashMap<>();
        for (RoutingStrategy strategy : strategies) {
            SimulationResult run = simulation.run(strategy);
            pairs.put(strategy.name(), new Cell.Pair(run, oracle));
            calls.addAndGet(run.calls());
        }
        return pairs;
    }
}
