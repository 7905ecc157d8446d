package dev.pointsman.replay.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy has to live in.
 *
 * @param name what it is called
 * @param providers who serves; at least one
 * @param traffic who calls
 * @param seconds how long calls come in; over 0
 * @param routers how many routers share the calls, none of them knowing of the others; at least 1
 * @param outage the trouble whose handling is measured; null if there is none
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

    /** How long callers wait for a first token unless a world says otherwise, in seconds. */
    public static final double PATIENCE = 30;

    /**
     * Trouble at one provider.
     *
     * @param provider its number, from 0
     * @param from seconds after the beginning
     * @param until seconds after the beginning
     */
    public record Outage(int provider, double from, double until) {}

    /**
     * A world whose callers have the usual patience.
     *
     * @param name what it is called
     * @param providers who serves; at least one
     * @param traffic who calls
     * @param seconds how long calls come in; over 0
     * @param routers how many routers share the calls; at least 1
     * @param outage the trouble whose handling is measured; null if there is none
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
        SimulationPreconditions.require(patience > 0 && patience < 1e6, "patience", patience, "> 0");
    }

    /**
     * The same world with more or fewer routers.
     *
     * @param value how many; at least 1
     * @return a new world
     */
    public World withRouters(int value) {
        return new World(name, providers, traffic, seconds, value, outage, patience);
    }

    /**
     * The same world with other traffic.
     *
     * @param value the traffic
     * @return a new world
     */
    public World withTraffic(Traffic value) {
        return new World(name, providers, value, seconds, routers, outage, patience);
    }

    /**
     * The same world for a longer or shorter time.
     *
     * @param value seconds; over 0
     * @return a new world
     */
    public World withSeconds(double value) {
        return new World(name, providers, traffic, value, routers, outage, patience);
    }

    /**
     * The same world with other patience.
     *
     * @param value seconds that callers wait for a first token; over 0
     * @return a new world
     */
    public World withPatience(double value) {
        return new World(name, providers, traffic, seconds, routers, outage, value);
    }
}
