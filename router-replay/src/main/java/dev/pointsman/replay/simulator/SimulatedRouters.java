package dev.pointsman.replay.simulator;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelRouterBuilder;
import dev.pointsman.router.RouterListener;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.tenant.ProviderLimits;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Factory of the real routers of one run.
 *
 * @param simulation the simulation
 * @param strategy strategy of calls without a goal
 * @param goals strategies of calls with a goal, by its name
 * @param listeners factory of the routers' listeners; null for none
 * @param shared what they share
 * @param stage the run's time, random numbers and providers
 */
record SimulatedRouters(
        Simulation simulation,
        RoutingStrategy strategy,
        Map<String, RoutingStrategy> goals,
        IntFunction<@Nullable RouterListener> listeners,
        SharedRun shared,
        Simulation.Stage stage) {
    private static final String POOL = "simulated";
    private static final long APART = 0x5DEECE66DL; // the routers' random numbers are not the world's

    SimulatedPolicy policy() {
        Map<String, SimulatedProvider> servers = new LinkedHashMap<>();
        for (SimulatedProvider server : stage.servers()) {
            servers.put(server.spec().name(), server);
        }
        List<SimulatedRouter> routers = new ArrayList<>();
        for (int i = 0; i < simulation.world().routers(); i++) {
            routers.add(router(i));
        }
        simulation.world().providers().stream()
                .mapToDouble(ProviderSpec::joinsAt)
                .filter(at -> at > 0)
                .forEach(at -> stage.time().at(at, kind -> join(routers, at), 0));
        String tenant = shared.hasBudget() ? SharedRun.TENANT : null;
        return new RouterPolicy(routers, servers, goals.keySet(), tenant, stage.draws(), stage.meter(), stage.time());
    }

    private SimulatedRouter router(int number) {
        ModelRouterBuilder builder = ModelRouter.builder()
                .clock(stage.time())
                .scheduler(stage.time())
                .seed(simulation.seed() * APART + number)
                .statistics(simulation.statistics())
                .breaker(simulation.breaker())
                .strategy(strategy)
                .models(models(0))
                .pool(pool(0));
        goals.forEach(builder::goal);
        RouterListener listener = listeners.apply(number);
        if (listener != null) {
            builder.listener(listener);
        }
        ProviderLimits limits = shared.addTo(builder, number, simulation.world().seconds());
        return new SimulatedRouter(builder.build(), limits, stage.time());
    }

    private void join(List<SimulatedRouter> routers, double at) {
        for (SimulatedRouter router : routers) {
            router.router().operations().replace(models(at), List.of(pool(at)));
        }
    }

    /** Returns the models that the routers have at a time. */
    private List<Model> models(double at) {
        return known(at).map(ProviderSpec::model).toList();
    }

    private String[] names(double at, Tier tier) {
        return known(at)
                .filter(provider -> provider.tier() == tier)
                .map(ProviderSpec::name)
                .toArray(String[]::new);
    }

    private Stream<ProviderSpec> known(double at) {
        return simulation.world().providers().stream().filter(provider -> provider.joinsAt() <= at);
    }

    private Pool pool(double at) {
        Pool pool = Pool.of(POOL, names(at, Tier.PRIMARY));
        for (Tier tier : EnumSet.complementOf(EnumSet.of(Tier.PRIMARY))) {
            String[] names = names(at, tier);
            pool = names.length == 0 ? pool : pool.withTier(tier, names);
        }
        return pool.withGoal(Goal.of(strategy.name())).withFailover(simulation.failover());
    }
}
