package dev.pointsman.replay.simulator.session;

import dev.pointsman.model.Pricing;
import dev.pointsman.replay.simulator.ProviderSpec;
import dev.pointsman.replay.simulator.ProviderSpecBuilder;
import dev.pointsman.replay.simulator.World;
import dev.pointsman.strategy.RandomSource;
import java.util.ArrayList;
import java.util.List;

/** Generator of worlds with random providers, caches, faults and sessions. For one thread. */
final class RandomSessionWorlds {
    private static final double FROM = 1200;
    private static final double UNTIL = 1800;
    private static final double[] CACHED = {.5, .25, .1};
    private static final double[] TIMES_TO_LIVE = {300, 600, 3600};
    private static final double LOAD = .55; // of providers with capacities
    private static final double LONGER = 1.45; // mean turns of agents over their median
    private static final double PERSON_TURNS = 6;
    private static final double PROCESSED_TOKENS = 5000; // of a prompt, as a mean
    private static final double OUTPUT_TOKENS = 270;

    private final RandomSource source;
    private final int world;
    private int drawn;

    private RandomSessionWorlds(RandomSource source, int world) {
        this.source = source;
        this.world = world;
    }

    /**
     * Returns worlds.
     *
     * @param count their number
     * @param generator seed of their generation; worlds of two seeds have nothing in common
     */
    static List<SessionWorld> worlds(int count, long generator) {
        RandomSource source = RandomSource.seeded(generator);
        List<SessionWorld> worlds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            worlds.add(new RandomSessionWorlds(source, i).next("random " + generator + "." + (i + 1)));
        }
        return worlds;
    }

    private SessionWorld next(String name) {
        int size = 3 + (int) (4 * uniform());
        boolean limited = uniform() < .2;
        boolean drifting = uniform() < .2;
        double fault = uniform();
        double strength = between(3, 6);
        List<SessionProvider> providers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ProviderSpecBuilder spec = spec("p" + (i + 1));
            if (drifting) {
                spec.drift(.5, 300, 50 * i);
            }
            providers.add(new SessionProvider((i == 0 ? faulty(spec, fault, strength) : spec).build(), cache()));
        }
        GeneratedSessions traffic = GeneratedSessions.USUAL
                .withAgents(between(.2, .9), between(8, 16), 500)
                .withBreaking(uniform() < .2 ? .3 : 0);
        if (limited) {
            limit(providers, traffic);
        }
        SessionWorld made = SessionWorld.of(name, providers, traffic);
        if (fault < .6) {
            made = made.with(new World.Outage(0, FROM, UNTIL));
        }
        return uniform() < .25 ? made.withRouters(3, RouterSharing.OWN_BOOKS) : made;
    }

    /** Gives all providers the same capacity, so that together they have the load. */
    private static void limit(List<SessionProvider> providers, GeneratedSessions traffic) {
        double turns = traffic.agents() * LONGER * traffic.agentTurns() + (1 - traffic.agents()) * PERSON_TURNS;
        double servedPerSecond = providers.stream()
                .mapToDouble(provider -> 1 / provider.spec().meanService(PROCESSED_TOKENS, OUTPUT_TOKENS))
                .sum();
        int capacity = (int) Math.ceil(traffic.perSecond() * turns / servedPerSecond / LOAD);
        providers.replaceAll(provider -> new SessionProvider(
                provider.spec().toBuilder().capacity(capacity).build(), provider.cache()));
    }

    private ProviderSpecBuilder spec(String name) {
        double input = logBetween(.4, 4);
        return ProviderSpec.builder(name)
                .price(Pricing.of(input, input * logBetween(1, 5)))
                .ttft(logBetween(.25, 1), between(.1, .3))
                .tpot(logBetween(.008, .04), between(.05, .2))
                .secondsPerInputToken(1 / logBetween(5e3, 20e3));
    }

    private static ProviderSpecBuilder faulty(ProviderSpecBuilder spec, double fault, double strength) {
        if (fault < .2) {
            return spec.slower(FROM, UNTIL, strength);
        } else if (fault < .35) {
            return spec.failing(FROM, UNTIL, 1);
        } else if (fault < .45) {
            return spec.silent(FROM, UNTIL);
        }
        return fault < .6 ? spec.failing(FROM, UNTIL, .3) : spec;
    }

    private PromptCacheSpec cache() {
        double cached = CACHED[(int) (CACHED.length * uniform())];
        double timeToLive = TIMES_TO_LIVE[(int) (TIMES_TO_LIVE.length * uniform())];
        double write = uniform() < .4 ? timeToLive > 3000 ? 2 : 1.25 : 1;
        double life = uniform() < .2 ? between(120, 1200) : Double.POSITIVE_INFINITY;
        double hits = uniform() < .3 ? between(.7, 1) : 1;
        return uniform() < .2
                ? PromptCacheSpec.NONE
                : PromptCacheSpec.of(cached, write, timeToLive)
                        .withMeanLife(life)
                        .withHitRate(hits);
    }

    private double between(double least, double most) {
        return least + (most - least) * uniform();
    }

    private double logBetween(double least, double most) {
        return least * Math.pow(most / least, uniform());
    }

    private double uniform() {
        return source.draw(world, drawn++);
    }
}
