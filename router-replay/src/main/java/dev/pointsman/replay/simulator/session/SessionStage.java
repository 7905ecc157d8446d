package dev.pointsman.replay.simulator.session;

import dev.pointsman.replay.simulator.SimulatedProvider;
import dev.pointsman.replay.simulator.VirtualTime;
import dev.pointsman.strategy.RandomSource;
import java.util.List;

/**
 * Time, providers and caches of one run. For one thread.
 *
 * @param world the world
 * @param time its time
 * @param draws the random numbers of routers' choice and caches
 * @param providers the providers
 * @param caches the cache of each provider
 */
record SessionStage(
        SessionWorld world,
        VirtualTime time,
        RandomSource draws,
        List<SimulatedProvider> providers,
        List<SimulatedPromptCache> caches) {

    /** Models that one call may try. */
    static final int ATTEMPTS = 3;

    private static final double PATIENCE = 30;
    private static final long APART = 0x9E3779B97F4A7C15L;
    private static final int HIT = 512; // kinds of random numbers apart from those of survival

    static SessionStage of(SessionWorld world, long seed) {
        RandomSource draws = RandomSource.seeded(seed ^ APART);
        VirtualTime time = new VirtualTime((long) ((draws.draw(-1, 0) - .5) * Long.MAX_VALUE));
        return new SessionStage(
                world,
                time,
                draws,
                SimulatedProvider.of(world.specs(), seed, time, PATIENCE),
                world.providers().stream()
                        .map(provider -> new SimulatedPromptCache(provider.cache()))
                        .toList());
    }

    /** Returns the seconds that callers wait for a first token. */
    static double patience() {
        return PATIENCE;
    }

    /** Returns the prompt of a turn's attempt at a provider. */
    SimulatedPrompt prompt(RunningSession session, int provider, int attempt) {
        return new SimulatedPrompt(
                session.turn(),
                world.providers().get(provider).cache(),
                caches.get(provider),
                time,
                survivalDraw(session, provider, attempt),
                draws.draw(session.session().call(session.number()), HIT + provider * ATTEMPTS + attempt));
    }

    /** Returns the tokens of a session's next prompt that a provider has cached, if its call meets the cache. */
    int cachedTokens(RunningSession session, int provider) {
        return caches.get(provider)
                .cachedTokens(session.turn().prompt(), time.seconds(), survivalDraw(session, provider, 0));
    }

    private double survivalDraw(RunningSession session, int provider, int attempt) {
        return draws.draw(session.session().call(session.number()), provider * ATTEMPTS + attempt);
    }
}
