package dev.pointsman.replay.simulator;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.model.Timeouts;
import dev.pointsman.router.FailoverPolicy;
import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets policies live in a world, in virtual time. Immutable; each run is one thread's work and shares nothing.
 *
 * @param world where
 * @param seed of the calls, of the providers' luck and of the routers' decisions
 * @param statistics how the routers' statistics forget
 * @param breaker when the routers' breakers trip
 * @param failover the policy of the routers' pool
 */
public record Simulation(
        World world, long seed, StatisticsConfig statistics, BreakerConfig breaker, FailoverPolicy failover) {
    static final int ATTEMPTS = 3;

    /**
     * A simulation whose calls make at most three attempts, each at another model, and wait as long as their callers do.
     *
     * @param world where
     * @param seed of everything that is left to chance
     * @param statistics how the routers' statistics forget
     * @param breaker when the routers' breakers trip
     */
    public Simulation(World world, long seed, StatisticsConfig statistics, BreakerConfig breaker) {
        this(world, seed, statistics, breaker, threeModels(world.patience()));
    }

    /**
     * A simulation with the routers' default statistics and breakers.
     *
     * @param world where
     * @param seed of everything that is left to chance
     * @return the simulation
     */
    public static Simulation of(World world, long seed) {
        return new Simulation(world, seed, StatisticsConfig.DEFAULT, BreakerConfig.DEFAULT);
    }

    /**
     * The same simulation with another policy of the routers' pool.
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
     * Lets a strategy decide.
     *
     * @param strategy the strategy
     * @return how it fared
     */
    public SimulationResult run(RoutingStrategy strategy) {
        return run(strategy, null);
    }

    /**
     * Lets a strategy decide, and hands out every decision with what came of it.
     *
     * @param strategy the strategy
     * @param records takes each record when its call is over; null for nobody
     * @return how it fared
     */
    public SimulationResult run(RoutingStrategy strategy, @Nullable Consumer<DecisionRecord> records) {
        return run(
                strategy.name(),
                stage -> new SimulatedRouters(
                                this,
                                strategy,
                                Map.of(),
                                number -> records == null ? null : new DecisionRecorder(number, stage.time, records),
                                stage)
                        .policy());
    }

    /**
     * Lets a strategy decide, and others where calls are after a goal of their own.
     *
     * @param strategy decides on calls without a goal, or with one that is none of the goals
     * @param goals who decides on calls after a goal, by its name
     * @param listening who hears each router
     * @return how they fared
     */
    public SimulationResult run(
            RoutingStrategy strategy, Map<String, RoutingStrategy> goals, ListenerFactory listening) {
        return run(
                strategy.name(),
                stage -> new SimulatedRouters(
                                this, strategy, goals, number -> listening.to(number, stage.time::seconds), stage)
                        .policy());
    }

    /**
     * Lets the oracle decide: it knows how every provider fares and how long its line is, but not the luck of a call.
     *
     * @return how it fared
     */
    public SimulationResult runOracle() {
        double meanOutput = world.traffic().meanOutputTokens();
        return run(OraclePolicy.NAME, stage -> new OraclePolicy(stage.servers, meanOutput, stage.meter));
    }

    /** One run's time, chance and providers. */
    record Stage(VirtualTime time, RandomStreams draws, List<SimulatedProvider> servers, RunMetrics meter) {}

    private SimulationResult run(String name, Function<Stage, SimulatedPolicy> cast) {
        RandomStreams draws = new RandomStreams(seed);
        long origin = (long) ((draws.uniform(0, RandomStreams.WORLD, 1, 0) - .5) * Long.MAX_VALUE);
        VirtualTime time = new VirtualTime(origin);
        List<ProviderSpec> providers = world.providers();
        List<SimulatedProvider> servers = new ArrayList<>();
        for (ProviderSpec provider : providers) {
            servers.add(new SimulatedProvider(provider, servers.size(), draws, time, world.patience()));
        }
        Stage stage = new Stage(time, draws, servers, new RunMetrics(time, providers, world.outage() != null));
        SimulatedPolicy policy = cast.apply(stage);
        arrive(world.traffic().arrivals(seed, world.seconds()), 0, policy, time);
        while (time.step()) {}
        return SimulationResult.of(world, name, seed, stage.meter, servers);
    }

    /** Each arrival brings the next one, so that the queue holds only what is under way. */
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
