package dev.pointsman.replay.internal.fit;

import dev.pointsman.replay.simulator.ListenerFactory;
import dev.pointsman.replay.simulator.Simulation;
import dev.pointsman.replay.simulator.SimulationResult;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.World;
import dev.pointsman.router.RouterListener;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A simulated world fitted to a log: its calls, and providers that behave as its models did. Immutable. */
public final class FittedWorld {
    private final World world;
    private final List<FittedModel> models;
    private final List<String> unknown;
    private final CallSummary figures;
    private final Map<String, Long> goals;

    /**
     * Creates a world.
     *
     * @param world the calls and the providers
     * @param models the providers with what they rest on
     * @param unknown models of the log that never answered; they are not in the world
     * @param figures summary of the logged calls
     * @param goals number of calls by goal
     */
    FittedWorld(
            World world, List<FittedModel> models, List<String> unknown, CallSummary figures, Map<String, Long> goals) {
        this.world = world;
        this.models = List.copyOf(models);
        this.unknown = List.copyOf(unknown);
        this.figures = figures;
        this.goals = Map.copyOf(goals);
    }

    List<FittedModel> models() {
        return models;
    }

    /** Returns the models of the log that never answered; they are not in the world. */
    List<String> unknown() {
        return unknown;
    }

    /** Returns the summary of the logged calls. */
    CallSummary figures() {
        return figures;
    }

    /**
     * Returns the calls and the providers.
     *
     * @return the simulated world
     */
    public World world() {
        return world;
    }

    /**
     * Returns the goals of the log.
     *
     * @return number of calls by goal
     */
    public Map<String, Long> goals() {
        return goals;
    }

    /**
     * Fits a world to a log, in one pass and in memory that grows with the log's duration and not with its calls. Only
     * chat calls are considered.
     *
     * @param name name of the world
     * @param log the log of one pool
     * @return the world
     * @throws IllegalArgumentException if the log has no answered call, or calls of several pools
     */
    public static FittedWorld of(String name, LogSource log) {
        LogFit fit = new LogFit();
        new LoggedCalls(log.read()).forEachRemaining(fit::add);
        return fit.world(name, log);
    }

    /**
     * Returns a world with the same providers and other calls.
     *
     * @param traffic the calls; with the same goals
     * @return a new world
     */
    public FittedWorld withTraffic(Traffic traffic) {
        return new FittedWorld(world.withTraffic(traffic), models, unknown, figures, goals);
    }

    /**
     * Returns the goal of most calls.
     *
     * @return its name
     */
    public String mainGoal() {
        return goals.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    /**
     * Replays the calls of the log with other strategies for their goals.
     *
     * @param name name of the policy
     * @param strategies the strategies by goal; all goals of the log must be among them
     * @param seed seed of the providers' random numbers and of the routers' decisions
     * @return the result of the calls
     * @throws IllegalArgumentException if a goal of the log has no strategy
     */
    ReplayResult replay(String name, Map<String, RoutingStrategy> strategies, long seed) {
        SimulationResult result = run(strategies, seed, (router, seconds) -> new RouterListener() {});
        return new ReplayResult(CallSummary.of(result).named(name), beyond(result));
    }

    /**
     * Replays the calls of the log with the log's own strategies, and compares the result with the log.
     *
     * @param strategies the strategies by goal; all goals of the log must be among them
     * @param seed seed of the providers' random numbers and of the routers' decisions
     * @return the errors of the replay
     * @throws IllegalArgumentException if a goal of the log has no strategy
     */
    public ReplayFidelity fidelity(Map<String, RoutingStrategy> strategies, long seed) {
        return ReplayFidelity.of(figures, replay("log", strategies, seed).figures());
    }

    /**
     * Replays the calls of the log with the log's own strategies and with other ones for its main goal, and prints a
     * table of the models and of the results.
     *
     * @param strategies the log's own strategies by goal; all goals of the log must be among them
     * @param policies the other strategies
     * @param seed seed of the providers' random numbers and of the routers' decisions
     * @param out output of the table
     * @param progress output of one line before each replay
     * @throws IllegalArgumentException if a goal of the log has no strategy
     */
    public void printReplays(
            Map<String, RoutingStrategy> strategies,
            List<RoutingStrategy> policies,
            long seed,
            PrintStream out,
            PrintStream progress) {
        new ReplayReport(this, strategies, seed, out, progress).print(policies);
    }

    /**
     * Replays the calls of the log with a listener.
     *
     * @param strategies the strategies by goal; all goals of the log must be among them
     * @param seed seed of the providers' random numbers and of the routers' decisions
     * @param listening creates the listener of each router
     * @return the result of the calls
     * @throws IllegalArgumentException if a goal of the log has no strategy
     */
    public SimulationResult run(Map<String, RoutingStrategy> strategies, long seed, ListenerFactory listening) {
        goals.keySet().stream()
                .filter(goal -> !strategies.containsKey(goal))
                .sorted()
                .findFirst()
                .ifPresent(goal -> {
                    throw new IllegalArgumentException(
                            "goals: " + strategies.keySet() + " (expected: with " + goal + ")");
                });
        RoutingStrategy main = Objects.requireNonNull(strategies.get(mainGoal()));
        return Simulation.of(world, seed).run(main, strategies, listening);
    }

    /** Returns the models with far more concurrent calls than in the log. */
    private List<String> beyond(SimulationResult result) {
        List<String> beyond = new ArrayList<>();
        for (FittedModel model : models) {
            int most = result.mostAtOnce().getOrDefault(model.spec().name(), 0);
            if (ReplayResult.isBeyond(most, model.mostAtOnce())) {
                beyond.add(model.spec().name());
            }
        }
        beyond.sort(Comparator.naturalOrder());
        return beyond;
    }
}
