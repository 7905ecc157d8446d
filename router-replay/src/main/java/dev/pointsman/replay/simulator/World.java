package dev.pointsman.replay.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Environment of a simulation: providers, traffic, routers and an outage.
 *
 * @param name its name
 * @param providers the providers; at least one
 * @param traffic the arriving calls
 * @param seconds duration of the arrivals; over 0
 * @param routers number of routers that share the calls, without shared state; at least 1
 * @param outage the outage whose handling is measured; null if there is none
 * @param patience seconds that callers wait for a first token; over 0
 */
public record World(
        String name,
        List<ProviderSpec> providers,
        Traffic traffic,
        double seconds,
        int routers,
        @Nullable Outage outage,
        double patience) {

    /** Default patience of callers, in seconds. */
    public static final double PATIENCE = 30;

    /**
     * Outage of one provider.
     *
     * @param provider its number, from 0
     * @param from seconds after the beginning
     * @param until seconds after the beginning
     */
    public record Outage(int provider, double from, double until) {}

    /**
     * Creates a world with the default patience.
     *
     * @param name its name
     * @param providers the providers; at least one
     * @param traffic the arriving calls
     * @param seconds duration of the arrivals; over 0
     * @param routers number of routers that share the calls; at least 1
     * @param outage the outage whose handling is measured; null if there is none
     */
    public World(
            String name,
            List<ProviderSpec> providers,
            Traffic traffic,
            double seconds,
            int routers,
            @Nullable Outage outage) {
        this(name, providers, traffic, seconds, routers, outage, PATIENCE);
    }

    /**
     * Checks the ranges and copies the providers.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public World {
        providers = List.copyOf(providers);
        SimulationPreconditions.require(!providers.isEmpty(), "providers", providers, "at least one");
        SimulationPreconditions.require(seconds > 0 && seconds < 1e8, "seconds", seconds, "> 0 and < 100,000,000");
        SimulationPreconditions.require(routers >= 1, "routers", routers, ">= 1");
        SimulationPreconditions.require(
                outage == null || (outage.provider >= 0 && outage.provider < providers.size()),
                "outage.provider",
                outage == null ? "" : outage.provider,
                "the number of a provider, from 0");
        Map<String, Integer> accounts = new HashMap<>();
        for (ProviderSpec provider : providers) {
            Integer same = accounts.putIfAbsent(provider.account(), provider.perMinute());
            SimulationPreconditions.require(
                    same == null || same == provider.perMinute(),
                    "providers." + provider.name() + ".perMinute",
                    provider.perMinute(),
                    same + ", as of the other providers of its account");
        }
        SimulationPreconditions.require(patience > 0 && patience < 1e6, "patience", patience, "> 0");
    }

    /**
     * Returns the same world with another number of routers.
     *
     * @param value the number; at least 1
     * @return a new world
     */
    public World withRouters(int value) {
        return new World(name, providers, traffic, seconds, value, outage, patience);
    }

    /**
     * Returns the same world with other traffic.
     *
     * @param value the traffic
     * @return a new world
     */
    public World withTraffic(Traffic value) {
        return new World(name, providers, value, seconds, routers, outage, patience);
    }

    /**
     * Returns the same world with another duration.
     *
     * @param value seconds; over 0
     * @return a new world
     */
    public World withSeconds(double value) {
        return new World(name, providers, traffic, value, routers, outage, patience);
    }

    /**
     * Returns the same world with another patience.
     *
     * @param value seconds that callers wait for a first token; over 0
     * @return a new world
     */
    public World withPatience(double value) {
        return new World(name, providers, traffic, seconds, routers, outage, value);
    }
}
