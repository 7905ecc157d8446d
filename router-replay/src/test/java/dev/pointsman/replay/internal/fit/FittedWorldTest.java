package dev.pointsman.replay.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.model.Pricing;
import dev.pointsman.replay.simulator.ProviderSpec;
import dev.pointsman.replay.simulator.ProviderSpecBuilder;
import dev.pointsman.replay.simulator.ProviderSpeed;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.World;
import dev.pointsman.replay.simulator.Worlds;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Providers of a known world, fitted from nothing but the log of a router in it. */
class FittedWorldTest {
    private static final double SECONDS = 2400;

    @Test
    void theFitFindsHowFastProvidersAre() {
        List<ProviderSpec> truth = Worlds.providers();
        FittedWorld fitted = fitted(truth, "random", SECONDS);
        for (ProviderSpec known : truth) {
            ProviderSpec found = found(fitted, known.name());
            ProviderSpeed speed = ProviderSpeed.of(found);
            ProviderSpeed real = ProviderSpeed.of(known);
            near(speed.ttft(), real.ttft(), 5);
            near(speed.tpot(), real.tpot(), 4);
            assertThat(speed.ttftLogSd()).isCloseTo(real.ttftLogSd(), within(.06));
            assertThat(speed.tpotLogSd()).isCloseTo(real.tpotLogSd(), within(.03));
            assertThat(found.secondsPerInputToken()).isCloseTo(known.secondsPerInputToken(), within(3e-5));
            assertThat(found.errorRate()).isCloseTo(known.errorRate(), within(.006));
            assertThat(found.price()).isEqualTo(known.price());
            assertThat(found.capacity()).isZero();
            assertThat(model(fitted, known.name()).phases()).isEmpty();
        }
    }

    @Test
    void theFitFindsAnOutageAndItsEnd() {
        FittedPhase found = onlyPhase(first(p -> p.failing(600, 1200, 1)));
        assertThat(found.from()).isCloseTo(600, within(10.0));
        assertThat(found.until()).isCloseTo(1200, within(30.0));
        assertThat(found.errorRate()).isGreaterThan(.95);
    }

    @Test
    void theFitFindsSilence() {
        FittedPhase found = onlyPhase(first(p -> p.silent(600, 1200)));
        assertThat(found.from()).isCloseTo(600, within(20.0));
        assertThat(found.until()).isCloseTo(1200, within(60.0));
        assertThat(found.silent()).isTrue();
    }

    /** The breaker lets few calls through, so one log may have an unusual share of failures. */
    @Test
    void theFitFindsErrorsInPart() {
        List<Double> rates = new ArrayList<>();
        for (int seed = 1; seed <= 5; seed++) {
            World world = world(first(p -> p.failing(600, 1200, .3)), SECONDS);
            List<LoggedDecision> log = SimulatedLog.of(world, seed, strategy("random"));
            List<FittedPhase> phases =
                    model(FittedWorld.of("log", log::iterator), "p1").phases();
            assertThat(phases.get(0).from()).isCloseTo(600, within(30.0));
            assertThat(phases.get(phases.size() - 1).until()).isBetween(1080.0, 1260.0);
            phases.forEach(phase -> rates.add(phase.errorRate()));
        }
        rates.sort(null);
        assertThat(rates.get(rates.size() / 2)).isCloseTo(.3, within(.08));
    }

    @Test
    void theFitFindsABrownOut() {
        FittedPhase found = onlyPhase(first(p -> p.slower(600, 1200, 3)));
        assertThat(found.from()).isCloseTo(600, within(1.0));
        assertThat(found.until()).isCloseTo(1200, within(61.0));
        near(found.slowdown(), 3, 6);
    }

    @Test
    void theFitFindsHowManyCallsAProviderServesAtOnce() {
        FittedWorld fitted = fitted(first(p -> p.capacity(6)), "random", SECONDS);
        assertThat(found(fitted, "p1").capacity()).isBetween(5, 8);
    }

    @Test
    void theFitFindsARateLimit() {
        FittedWorld fitted = fitted(first(p -> p.perMinute(40)), "random", SECONDS);
        assertThat(found(fitted, "p1").perMinute()).isBetween(35, 45);
    }

    @Test
    void aModelThatJoinsLaterJoinsLater() {
        FittedWorld fitted = fitted(first(p -> p.joinsAt(900)), "random", SECONDS);
        assertThat(found(fitted, "p1").joinsAt()).isCloseTo(900, within(5.0));
    }

    @Test
    void theCallsAreThoseOfTheLog() {
        World world = world(Worlds.providers(), 300);
        List<LoggedDecision> log = SimulatedLog.of(world, 1, strategy("balanced"));
        List<Double> known = new ArrayList<>();
        world.traffic().arrivals(1, 300).forEachRemaining(arrival -> known.add(arrival.seconds()));
        List<Double> found = new ArrayList<>();
        FittedWorld fitted = FittedWorld.of("log", log::iterator);
        fitted.world().traffic().arrivals(9, fitted.world().seconds()).forEachRemaining(a -> found.add(a.seconds()));

        double begin = known.get(0);
        assertThat(found.get(0)).isZero();
        assertThat(found.get(found.size() - 1)).isCloseTo(known.get(known.size() - 1) - begin, within(1e-5));
        assertThat(found).isSorted();
    }

    private static FittedPhase onlyPhase(List<ProviderSpec> providers) {
        List<FittedPhase> phases =
                model(fitted(providers, "random", SECONDS), "p1").phases();
        assertThat(phases).hasSize(1);
        return phases.get(0);
    }

    private interface Change {
        ProviderSpecBuilder apply(ProviderSpecBuilder provider);
    }

    private static List<ProviderSpec> first(Change change) {
        List<ProviderSpec> providers = new ArrayList<>();
        for (String name : List.of("p1", "p2", "p3")) {
            providers.add(ProviderSpec.builder(name)
                    .ttft(.4, .2)
                    .tpot(.01, .1)
                    .price(Pricing.of(1, 2))
                    .build());
        }
        providers.set(0, change.apply(providers.get(0).toBuilder()).build());
        return providers;
    }

    static FittedWorld fitted(List<ProviderSpec> providers, String strategy, double seconds) {
        List<LoggedDecision> log = SimulatedLog.of(world(providers, seconds), 1, strategy(strategy));
        return FittedWorld.of("log", log::iterator);
    }

    private static World world(List<ProviderSpec> providers, double seconds) {
        return new World("truth", providers, Traffic.conversations(), seconds, 1, null);
    }

    private static ProviderSpec found(FittedWorld fitted, String name) {
        return model(fitted, name).spec();
    }

    private static FittedModel model(FittedWorld fitted, String name) {
        return fitted.models().stream()
                .filter(model -> model.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RoutingStrategy strategy(String name) {
        return Objects.requireNonNull(ModelRouter.builder().strategies().get(name));
    }

    private static void near(double found, double known, double percent) {
        assertThat(found).isCloseTo(known, Percentage.withPercentage(percent));
    }
}
