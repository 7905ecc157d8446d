package dev.pointsman.replay.simulator;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Simulation of policies in a world, in virtual time. Immutable; each run uses one thread and shares no state.
 *
 * @param world the world
 * @param seed seed of the calls, of the providers' random numbers and of the routers' decisions
 * @param statistics configuration of the routers' statistics
 * @param breaker configuration of the routers' breakers
 * @param failover the policy of the routers' pool
 */
public record Simulation(
        World world, long seed, StatisticsConfig statistics, BreakerConfig breaker, FailoverPolicy failover) {
    static final int ATTEMPTS = 3;

    /**
     * Creates a simulation whose calls make at most three attempts, each at another model, and wait as long as their
     * callers do.
     *
     * @param world the world
     * @param seed seed of all random numbers
     * @param statistics configuration of the routers' statistics
     * @param breaker configuration of the routers' breakers
     */
    public Simulation(World world, long seed, StatisticsConfig statistics, BreakerConfig breaker) {
        this(world, seed, statistics, breaker, threeModels(world.patience()));
    }

    /**
     * Returns a simulation with the routers' default statistics and breakers.
     *
     * @param world the world
     * @param seed seed of all random numbers
     * @return the simulation
     */
    public static Simulation of(World world, long seed) {
        return new Simulation(world, seed, StatisticsConfig.DEFAULT, BreakerConfig.DEFAULT);
    }

    /**
     * Returns the same simulation with another failover policy of the routers' pool.
     *
     * @param value the policy; limits on the time to a first token have no effect beyond the world's patience
     * @return a new simulation
     */
    public Simulation withFailover(FailoverPolicy value) {
        return new Simulation(world, seed, statistics, breaker, value);
    }

    private static FailoverPolicy threeModels(double patience) {
        Duration timeout = Duration.ofMillis((long) (1000 * patience));
        return FailoverPolicy.builder()
                .attempts(ATTEMPTS)
                .retrySame(0)
                .retryAfterPatience(Duration.ZERO)
                .timeouts(new Timeouts(timeout, timeout, timeout))
                .build();
    }

    /**
     * Runs a strategy.
     *
     * @param strategy the strategy
     * @return the result
     */
    public SimulationResult run(RoutingStrategy strategy) {
        return run(strategy, null);
    }

    /**
     * Runs a strategy, and passes every decision with its outcome to a consumer.
     *
     * @param strategy the strategy
     * @param records takes each record when its call is over; null for none
     * @return the result
     */
    SimulationResult run(RoutingStrategy strategy, @Nullable Consumer<DecisionRecord> records) {
        return run(
                strategy.name(),
                stage -> new SimulatedRouters(
                                this,
                                strategy,
                                Map.of(),
                                number -> records == null ? null : new DecisionRecorder(number, stage.time, records),
                                new SharedRun(SimulatedSharing.NONE, stage),
                                stage)
                        .policy());
    }

    /**
     * Runs a strategy in routers that share state.
     *
     * @param strategy the strategy
     * @param sharing what they share
     * @return the result
     */
    SimulationResult runShared(RoutingStrategy strategy, SimulatedSharing sharing) {
        return run(
                strategy.name(),
                stage -> new SimulatedRouters(
                                this, strategy, Map.of(), number -> null, new SharedRun(sharing, stage), stage)
                        .policy());
    }

    /**
     * Runs a strategy, and other strategies for calls with a goal of their own.
     *
     * @param strategy strategy of calls without a goal, or with one that is none of the goals
     * @param goals strategies of calls with a goal, by its name
     * @param listening factory of the routers' listeners
     * @return the result
     */
    public SimulationResult run(
            RoutingStrategy strategy, Map<String, RoutingStrategy> goals, ListenerFactory listening) {
        return run(strategy, goals, listening, SimulatedSharing.NONE);
    }

    SimulationResult run(
            RoutingStrategy strategy,
            Map<String, RoutingStrategy> goals,
            ListenerFactory listening,
            SimulatedSharing sharing) {
        return run(
                strategy.name(),
                stage -> new SimulatedRouters(
                                this,
                                strategy,
                                goals,
                                number -> listening.to(number, stage.time::seconds),
                                new SharedRun(sharing, stage),
                                stage)
                        .policy());
    }

    /**
     * Runs the oracle, which decides by the current regime and queue length of every provider, but not by the random
     * numbers of a call.
     *
     * @return the result
     */
    public SimulationResult runOracle() {
        double meanOutput = world.traffic().meanOutputTokens();
        return run(OraclePolicy.NAME, stage -> new OraclePolicy(stage.servers, meanOutput, stage.meter));
    }

    /** Time, random numbers and providers of one run. */
    record Stage(VirtualTime time, RandomStreams draws, List<SimulatedProvider> servers, RunMetrics meter) {}

    private SimulationResult run(String name, Function<Stage, SimulatedPolicy> cast) {
        RandomStreams draws = new RandomStreams(seed);
        long origin = (long) ((draws.uniform(0, RandomStreams.WORLD, 1, 0) - .5) * Long.MAX_VALUE);
        VirtualTime time = new VirtualTime(origin);
        List<ProviderSpec> providers = world.providers();
        List<SimulatedProvider> servers = SimulatedProvider.of(providers, draws, time, world.patience());
        Stage stage = new Stage(time, draws, servers, new RunMetrics(time, providers, world.outage() != null));
        SimulatedPolicy policy = cast.apply(stage);
        arrive(world.traffic().arrivals(seed, world.seconds()), 0, policy, time);
        while (time.step()) {}
        return SimulationResult.of(world, name, seed, stage.meter, servers);
    }

    /** Schedules the next arrival at each arrival, so that the queue holds only calls in progress. */
    private static void arrive(Iterator<CallArrival> arrivals, long number, SimulatedPolicy policy, VirtualTime time) {
        if (arrivals.hasNext()) {
            CallArrival arrival = arrivals.next();
            time.at(
                    arrival.seconds(),
                    kind -> {
                        arrive(arrivals, number + 1, policy, time);
                        policy.call(number, arrival);
                    },
                    0);
        }
    }
}
