package dev.pointsman.replay.simulator.session;

import dev.pointsman.model.Pricing;
import dev.pointsman.replay.simulator.ProviderSpec;
import dev.pointsman.replay.simulator.ProviderSpecBuilder;
import dev.pointsman.replay.simulator.World.Outage;
import dev.pointsman.replay.simulator.Worlds;
import dev.pointsman.replay.simulator.session.PromptCacheSpec.Reporting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Named worlds of one hour of sessions. */
final class SessionWorlds {
    private static final double FROM = 1200;
    private static final double UNTIL = 1800;
    private static final Outage OUTAGE = new Outage(0, FROM, UNTIL);

    private static final GeneratedSessions USUAL = GeneratedSessions.USUAL;
    private static final GeneratedSessions PEOPLE = USUAL.withPeople(1, 90, .1);

    // The six providers of the worlds of single calls: seconds to process a token, and the cache.
    private static final double[] PREFILL = {1 / 10e3, 1 / 20e3, 1 / 8e3, 1 / 14e3, 1 / 12e3, 1 / 6e3};
    private static final PromptCacheSpec[] CACHES = {
        PromptCacheSpec.of(.5, 1, 600),
        PromptCacheSpec.of(.25, 1, 300),
        PromptCacheSpec.NONE,
        PromptCacheSpec.of(.5, 1, 600),
        PromptCacheSpec.of(.5, 1, 3600),
        PromptCacheSpec.of(.1, 1.25, 300)
    };

    private SessionWorlds() {}

    /** Returns the ten worlds that rules are tuned in. */
    static List<SessionWorld> development() {
        return List.of(
                six("calm", USUAL),
                world("reversal", reversal(PromptCacheSpec.of(.1, 1.25, 300)), USUAL),
                six("brown-out", USUAL, p -> best(p).slower(FROM, UNTIL, 5)).with(OUTAGE),
                six("503", USUAL, p -> best(p).failing(FROM, UNTIL, 1).slower(UNTIL, UNTIL + 120, 2))
                        .with(OUTAGE),
                drift(six("drift", USUAL)),
                capacity(six("capacity 8", USUAL.withRate(.5))),
                evictions(six("evictions", USUAL)),
                six("people", PEOPLE),
                six("long agents", USUAL.withAgents(1, 20, 1000).withRate(.12)),
                six("calm, 3 routers", USUAL).withRouters(3, RouterSharing.OWN_BOOKS));
    }

    /** Returns the seventeen worlds that rules are not tuned in. */
    static List<SessionWorld> held() {
        return List.of(
                clouds("clouds"),
                clouds("clouds, 3 routers").withRouters(3, RouterSharing.OWN_BOOKS),
                clouds("clouds, 3 routers, shared book").withRouters(3, RouterSharing.SHARED_BOOK),
                clouds("clouds, 3 routers, affine").withRouters(3, RouterSharing.AFFINE_BALANCER),
                clouds("clouds, no hints").with(SessionHints.KEY),
                clouds("clouds, 30 % break caches").with(USUAL.withBreaking(.3)),
                world("reversal, 1-h writes", reversal(PromptCacheSpec.of(.1, 2, 3600)), USUAL),
                world("clouds, slower", clouds(p -> p.slower(FROM, UNTIL, 4)), USUAL)
                        .with(OUTAGE),
                six("no answer", USUAL, p -> best(p).silent(FROM, UNTIL)).with(OUTAGE),
                six("30 % errors", USUAL, p -> p.failing(FROM, UNTIL, .3)).with(OUTAGE),
                rateLimits(six("rate limits", USUAL)),
                replicas("replicas", 5, .25, .02),
                replicas("replicas, 3 routers", 5, .25, .02).withRouters(3, RouterSharing.OWN_BOOKS),
                six("mixed with single calls", USUAL.withSingles(2)),
                withoutCaches(six("no caches", USUAL)),
                drift(six("drift, people", PEOPLE)),
                six("brown-out, 3 routers", USUAL, p -> best(p).slower(FROM, UNTIL, 5))
                        .with(OUTAGE)
                        .withRouters(3, RouterSharing.OWN_BOOKS));
    }

    /** Returns worlds whose faults are about caches and keys themselves, and equal providers. */
    static List<SessionWorld> adverse() {
        return List.of(
                replicas("twins", 4, .25, .015),
                reporting("mute provider", Reporting.MUTE),
                reporting("mute provider, declared", Reporting.DECLARED_MUTE),
                reporting("false reports", Reporting.FALSE),
                reporting("cheaper, not faster", Reporting.UNSAVED),
                six("shared keys", USUAL).with(SessionHints.SHARED_KEY),
                six("changing keys", USUAL).with(SessionHints.CHANGING_KEY),
                six("no keys", USUAL).with(SessionHints.NONE));
    }

    /** Returns worlds with sessions of another source. */
    static List<SessionWorld> withTraffic(SessionTraffic traffic) {
        return List.of(
                six("trace, six providers", traffic), clouds("trace, clouds").with(traffic));
    }

    private static SessionWorld world(String name, List<SessionProvider> providers, SessionTraffic traffic) {
        return SessionWorld.of(name, providers, traffic);
    }

    private static SessionWorld six(String name, SessionTraffic traffic) {
        return six(name, traffic, p -> p);
    }

    /** Returns the six providers, with a change of the first. */
    private static SessionWorld six(String name, SessionTraffic traffic, UnaryOperator<ProviderSpecBuilder> first) {
        List<SessionProvider> providers = new ArrayList<>();
        for (ProviderSpec spec : Worlds.providers()) {
            int i = providers.size();
            ProviderSpecBuilder builder = spec.toBuilder().secondsPerInputToken(PREFILL[i]);
            providers.add(new SessionProvider((i == 0 ? first.apply(builder) : builder).build(), CACHES[i]));
        }
        return world(name, providers, traffic);
    }

    private static ProviderSpecBuilder best(ProviderSpecBuilder provider) {
        return provider.ttft(.3, .14).tpot(.007, .13);
    }

    /** Returns three providers, the cheapest of which by list has no cache and is the most expensive one for sessions. */
    private static List<SessionProvider> reversal(PromptCacheSpec second) {
        return List.of(
                provider("cheap", .5, 1, .40, .015, 1 / 10e3, PromptCacheSpec.NONE),
                provider("costly", 1, 1.2, .38, .0145, 1 / 10e3, second),
                provider("half", .7, 1.1, .42, .0155, 1 / 10e3, PromptCacheSpec.of(.5, 1, 600)));
    }

    private static SessionWorld clouds(String name) {
        return world(name, clouds(p -> p), USUAL);
    }

    private static List<SessionProvider> clouds(UnaryOperator<ProviderSpecBuilder> first) {
        SessionProvider a = provider(
                "a",
                2.5,
                10,
                .45,
                .010,
                1 / 16e3,
                PromptCacheSpec.of(.5, 1, 600).withHitRate(.9));
        return List.of(
                new SessionProvider(first.apply(a.spec().toBuilder()).build(), a.cache()),
                provider("b", 3, 15, .60, .011, 1 / 12e3, PromptCacheSpec.of(.1, 1.25, 300)),
                provider(
                        "c",
                        1.25,
                        10,
                        .50,
                        .012,
                        1 / 20e3,
                        PromptCacheSpec.of(.25, 1, 300).withHitRate(.8)),
                provider(
                        "d",
                        2,
                        8,
                        .50,
                        .013,
                        1 / 10e3,
                        PromptCacheSpec.of(.25, 1, 600).withHitRate(.95)),
                provider("e", .8, 4, .70, .016, 1 / 8e3, PromptCacheSpec.NONE));
    }

    private static SessionWorld replicas(String name, int count, double cached, double tpot) {
        List<SessionProvider> providers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SessionProvider one = provider(
                    "p" + (i + 1),
                    .9,
                    1.2,
                    .4,
                    tpot,
                    1 / 10e3,
                    PromptCacheSpec.of(cached, 1, 900).withMeanLife(1200));
            providers.add(new SessionProvider(one.spec().toBuilder().capacity(8).build(), one.cache()));
        }
        return world(name, providers, USUAL.withRate(.3));
    }

    private static SessionProvider provider(
            String name, double in, double out, double ttft, double tpot, double prefill, PromptCacheSpec cache) {
        return new SessionProvider(
                ProviderSpec.builder(name)
                        .price(Pricing.of(in, out))
                        .ttft(ttft, .2)
                        .tpot(tpot, .1)
                        .secondsPerInputToken(prefill)
                        .build(),
                cache);
    }

    private interface Change {
        SessionProvider apply(int index, SessionProvider provider);
    }

    private static SessionWorld each(SessionWorld world, Change change) {
        List<SessionProvider> changed = new ArrayList<>();
        for (SessionProvider provider : world.providers()) {
            changed.add(change.apply(changed.size(), provider));
        }
        return world.with(changed);
    }

    private static SessionWorld eachSpec(SessionWorld world, SpecChange change) {
        return each(
                world,
                (i, p) -> new SessionProvider(
                        change.apply(i, p.spec().toBuilder()).build(), p.cache()));
    }

    private interface SpecChange {
        ProviderSpecBuilder apply(int index, ProviderSpecBuilder spec);
    }

    private static SessionWorld drift(SessionWorld world) {
        return eachSpec(world, (i, p) -> p.drift(.5, 300, 50 * i));
    }

    private static SessionWorld capacity(SessionWorld world) {
        return eachSpec(world, (i, p) -> p.capacity(8));
    }

    private static SessionWorld rateLimits(SessionWorld world) {
        return eachSpec(world, (i, p) -> i < 2 ? p.perMinute(30 * (i + 1)) : p);
    }

    private static SessionWorld evictions(SessionWorld world) {
        return each(
                world,
                (i, p) -> i == 1 || i == 3
                        ? p.with(p.cache().withMeanLife(120))
                        : i == 0 ? p.with(p.cache().withHitRate(.7)) : p);
    }

    private static SessionWorld withoutCaches(SessionWorld world) {
        return each(world, (i, p) -> p.with(PromptCacheSpec.NONE));
    }

    /** Returns the six providers, one of which reports its cache wrongly: the second, or for false reports the fifth. */
    private static SessionWorld reporting(String name, Reporting reporting) {
        boolean lies = reporting == Reporting.FALSE;
        int which = lies ? 4 : 1;
        PromptCacheSpec promised = new PromptCacheSpec(.1, 1, 0, Double.POSITIVE_INFINITY, 1, reporting);
        return each(
                six(name, USUAL),
                (i, p) -> i != which ? p : p.with(lies ? promised : p.cache().with(reporting)));
    }
}
