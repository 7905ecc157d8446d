package dev.pointsman.replay.simulator.session;

import dev.pointsman.replay.simulator.ProviderSpec;
import dev.pointsman.replay.simulator.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Environment of sessions: providers with caches, sessions, routers, and an outage.
 *
 * @param name its name
 * @param providers the providers; at least one
 * @param traffic the sessions
 * @param seconds time in which sessions begin; over 0
 * @param routers number of routers that share the calls; at least 1
 * @param sharing relation of the routers to sessions
 * @param hints knowledge of the routers about sessions
 * @param outage the outage whose handling is measured; null if there is none
 */
record SessionWorld(
        String name,
        List<SessionProvider> providers,
        SessionTraffic traffic,
        double seconds,
        int routers,
        RouterSharing sharing,
        SessionHints hints,
        World.@Nullable Outage outage) {

    /** Copies the providers. */
    SessionWorld {
        providers = List.copyOf(providers);
    }

    static SessionWorld of(String name, List<SessionProvider> providers, SessionTraffic traffic) {
        return new SessionWorld(name, providers, traffic, 3600, 1, RouterSharing.OWN_BOOKS, SessionHints.ALL, null);
    }

    SessionWorld withRouters(int value, RouterSharing how) {
        return new SessionWorld(name, providers, traffic, seconds, value, how, hints, outage);
    }

    SessionWorld with(SessionHints value) {
        return new SessionWorld(name, providers, traffic, seconds, routers, sharing, value, outage);
    }

    SessionWorld with(World.Outage value) {
        return new SessionWorld(name, providers, traffic, seconds, routers, sharing, hints, value);
    }

    SessionWorld with(List<SessionProvider> values) {
        return new SessionWorld(name, values, traffic, seconds, routers, sharing, hints, outage);
    }

    SessionWorld with(SessionTraffic value) {
        return new SessionWorld(name, providers, value, seconds, routers, sharing, hints, outage);
    }

    SessionWorld withSeconds(double value) {
        return new SessionWorld(name, providers, traffic, value, routers, sharing, hints, outage);
    }

    List<ProviderSpec> specs() {
        return providers.stream().map(SessionProvider::spec).toList();
    }

    /** Returns the US dollars of a call at the most expensive provider without a cache. */
    double highestCost(int inputTokens, int outputTokens) {
        return providers.stream()
                .mapToDouble(provider -> provider.listCost(inputTokens, outputTokens))
                .max()
                .orElseThrow();
    }
}
