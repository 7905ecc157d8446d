package dev.pointsman.replay.simulator;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Command line: reads a scenario and prints the results of each strategy. */
public final class SimulatorCommand {
    private static final String USAGE = """
      usage: Simulate SCENARIO [--trace FILE]
        SCENARIO  a YAML or JSON file: providers, traffic, routers, strategies
        --trace   calls as they were: a CSV file of time, prompt tokens, answer tokens""";

    private final PrintStream out;

    SimulatorCommand(PrintStream out) {
        this.out = out;
    }

    /**
     * Reads a scenario, simulates it for each of its strategies and prints a table.
     *
     * @param args the scenario's file; {@code --trace FILE} for recorded traffic
     * @throws IOException if a file can't be read
     */
    public static void main(String[] args) throws IOException {
        boolean known = args.length == 1 || (args.length == 3 && args[1].equals("--trace"));
        if (!known) {
            System.err.println(USAGE);
            System.exit(2);
        }
        try {
            Scenario scenario = Scenario.read(Path.of(args[0]));
            World world = scenario.world();
            if (args.length == 3) {
                world = world.withTraffic(TraceTraffic.read(Path.of(args[2])));
            }
            new SimulatorCommand(System.out).run(world, scenario.strategies(), scenario.seed());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    void run(World world, List<String> names, long seed) {
        Map<String, RoutingStrategy> known = ModelRouter.builder().strategies();
        List<RoutingStrategy> strategies = new ArrayList<>();
        for (String name : names) {
            RoutingStrategy strategy = known.get(name);
            if (strategy == null) {
                throw new IllegalArgumentException(
                        "strategies: " + name + " (expected: one of " + known.keySet() + ")");
            }
            strategies.add(strategy);
        }
        Simulation simulation = Simulation.of(world, seed);
        SimulationResult oracle = simulation.runOracle();
        out.printf(
                "%s: %d calls, %d router%s, seed %d%n%n",
                world.name(), oracle.calls(), world.routers(), world.routers() == 1 ? "" : "s", seed);
        out.printf(
                "%-16s %8s %8s %8s %9s %9s %12s  share of attempts%n",
                "strategy", "mean s", "p50 s", "p99 s", "failed %", "attempts", "USD / 1000");
        for (RoutingStrategy strategy : strategies) {
            print(simulation.run(strategy));
        }
        print(oracle);
    }

    private void print(SimulationResult result) {
        StringBuilder shares = new StringBuilder();
        result.shares().forEach((name, share) -> shares.append(String.format(" %s %.0f %%", name, 100 * share)));
        out.printf(
                "%-16s %8.3f %8.3f %8.3f %9.3f %9.3f %12.3f %s%n",
                result.policy(),
                result.meanLatency(),
                result.medianLatency(),
                result.p99Latency(),
                100 * result.failureRate(),
                result.attemptsPerCall(),
                1000 * result.costPerCall(),
                shares);
    }
}
