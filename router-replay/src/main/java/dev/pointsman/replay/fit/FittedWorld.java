package dev.pointsman.replay.fit;

import dev.pointsman.replay.Listening;
import dev.pointsman.replay.Simulation;
import dev.pointsman.replay.SimulationResult;
import dev.pointsman.replay.Traffic;
import dev.pointsman.replay.World;
import dev.pointsman.router.RouterListener;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A world made after a log: its calls as they came, and providers that behave as its models did.
 *
 * @param world the calls and the providers
 * @param models the providers with what they rest on
 * @param unknown models of the log that never answered, so that nothing can be said of them; they are not in the world
 * @param figures how the log's calls really fared
 * @param goals what the calls were after, with how many
 */
public record FittedWorld(
        World world, List<FittedModel> models, List<String> unknown, CallSummary figures, Map<String, Long> goals) {

    /** Copies the lists. */
    public FittedWorld {
        models = List.copyOf(models);
        unknown = List.copyOf(unknown);
        goals = Map.copyOf(goals);
    }

    /**
     * Makes a world after a log, in one pass and in memory that grows with the log's time and not with its calls. Only chat
     * calls are looked at.
     *
     * @param name what to call it
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
     * The same providers with other calls.
     *
     * @param traffic the calls; with the same goals
     * @return a new world
     */
    public FittedWorld withTraffic(Traffic traffic) {
        return new FittedWorld(world.withTraffic(traffic), models, unknown, figures, goals);
    }

    /**
     * The goal of most calls.
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
     * Lets the calls of the log come once more, with these strategies for their goals.
     *
     * @param name what to call the policy
     * @param strategies the strategies by goal; all goals of the log must be among them
     * @param seed of the providers' luck and of the routers' decisions
     * @return how the calls fared
     * @throws IllegalArgumentException if a goal of the log has no strategy
     */
    public ReplayResult replay(String name, Map<String, RoutingStrategy> strategies, long seed) {
        SimulationResult result = run(strategies, seed, (router, seconds) -> new RouterListener() {});
        return new ReplayResult(CallSummary.of(result).named(name), beyond(result));
    }

    /**
     * The same, for those who want to hear every decision.
     *
     * @param strategies the strategies by goal; all goals of the log must be among them
     * @param seed of the providers' luck and of the routers' decisions
     * @param listening who hears the router
     * @return how the calls fared
     * @throws IllegalArgumentException if a goal of the log has no strategy
     */
    public SimulationResult run(Map<String, RoutingStrategy> strategies, long seed, Listening listening) {
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

    /** The models that had far more calls at once than the log has ever seen there. */
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
