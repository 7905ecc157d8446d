package dev.pointsman.replay;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Limits;
import dev.pointsman.model.Model;
import dev.pointsman.router.FailoverPolicy;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.Pool;
import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
 */
public record Simulation(World world, long seed, StatisticsConfig statistics, BreakerConfig breaker) {
    static final int ATTEMPTS = 3;

    private static final String POOL = "simulated";
    private static final long APART = 0x5DEECE66DL; // the routers' chance is not the world's

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
        return run(strategy.name(), stage -> routers(strategy, records, stage));
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
    private record Stage(VirtualTime time, Draws draws, List<Server> servers, Meter meter) {}

    private SimulationResult run(String name, Function<Stage, Policy> cast) {
        Draws draws = new Draws(seed);
        long origin = (long) ((draws.uniform(0, Draws.WORLD, 1, 0) - .5) * Long.MAX_VALUE);
        VirtualTime time = new VirtualTime(origin);
        List<ProviderSpec> providers = world.providers();
        List<Server> servers = new ArrayList<>();
        for (ProviderSpec provider : providers) {
            servers.add(new Server(provider, servers.size(), draws, time));
        }
        Stage stage = new Stage(time, draws, servers, new Meter(time, providers));
        Policy policy = cast.apply(stage);
        arrive(world.traffic().arrivals(seed, world.seconds()), 0, policy, time);
        while (time.step()) {}
        return SimulationResult.of(world, name, seed, stage.meter);
    }

    /** Each arrival brings the next one, so that the queue holds only what is under way. */
    private static void arrive(Iterator<Arrival> arrivals, long number, Policy policy, VirtualTime time) {
        if (arrivals.hasNext()) {
            Arrival arrival = arrivals.next();
            time.at(
                    arrival.seconds(),
                    kind -> {
                        arrive(arrivals, number + 1, policy, time);
                        policy.call(number, arrival);
                    },
                    0);
        }
    }

    private Policy routers(RoutingStrategy strategy, @Nullable Consumer<DecisionRecord> records, Stage stage) {
        Map<String, Server> servers = new LinkedHashMap<>();
        for (Server server : stage.servers) {
            servers.put(server.spec().name(), server);
        }
        List<ModelRouter> routers = new ArrayList<>();
        for (int i = 0; i < world.routers(); i++) {
            routers.add(router(i, strategy, records, stage.time));
        }
        world.providers().stream()
                .mapToDouble(ProviderSpec::joinsAt)
                .filter(at -> at > 0)
                .forEach(at -> stage.time.at(at, kind -> join(routers, strategy, at), 0));
        return new RouterPolicy(routers, servers, stage.draws, stage.meter, stage.time);
    }

    private ModelRouter router(
            int number, RoutingStrategy strategy, @Nullable Consumer<DecisionRecord> records, VirtualTime time) {
        var builder = ModelRouter.builder()
                .clock(time)
                .scheduler(time)
                .seed(seed * APART + number)
                .statistics(statistics)
                .breaker(breaker)
                .strategy(strategy)
                .models(models(0))
                .pool(pool(strategy, 0));
        if (records != null) {
            builder.listener(new DecisionRecorder(number, time, records));
        }
        return builder.build();
    }

    private void join(List<ModelRouter> routers, RoutingStrategy strategy, double at) {
        for (ModelRouter router : routers) {
            router.replace(models(at), List.of(pool(strategy, at)));
        }
    }

    /** The models that routers know of at a time. */
    private List<Model> models(double at) {
        return world.providers().stream()
                .filter(provider -> provider.joinsAt() <= at)
                .map(ProviderSpec::model)
                .toList();
    }

    private Pool pool(RoutingStrategy strategy, double at) {
        Duration timeout = Duration.ofMillis((long) (1000 * Server.CLIENT_TIMEOUT));
        return Pool.of(POOL, models(at).stream().map(Model::id).toArray(String[]::new))
                .withGoal(Goal.of(strategy.name()))
                .withFailover(FailoverPolicy.builder()
                        .attempts(ATTEMPTS)
                        .retrySame(0)
                        .retryAfterPatience(Duration.ZERO)
                        .limits(new Limits(timeout, timeout, timeout))
                        .build());
    }
}
