package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.ProviderSpec;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.World;
import dev.pointsman.replay.simulator.Worlds;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.trace.DecisionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RerunTest {
    private static final Map<String, RoutingStrategy> KNOWN =
            ModelRouter.builder().strategies();
    private static final World OUTAGE = outage();
    private static final World LIMITED =
            Worlds.all(Traffic.conversations()).get(7).withSeconds(120);

    @ParameterizedTest
    @ValueSource(strings = {"speed", "balanced"})
    void decisionsByTheLimitsOfAccountsComeOutTheSame(String name) {
        List<LoggedDecision> log = SimulatedLog.withLearnedLimits(LIMITED, 3, strategy(name));
        assertThat(log)
                .anySatisfy(decision -> assertThat(decision.candidates())
                        .anySatisfy(
                                candidate -> assertThat(candidate.headroom()).isBetween(.001, .04)))
                .anySatisfy(decision -> assertThat(decision.exclusions())
                        .anySatisfy(exclusion -> assertThat(exclusion.reason()).isEqualTo("provider-limit")));
        RerunReport report = rerun(name, log);
        assertThat(report.first()).as("first mismatch").isNull();
        assertThat(report.isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "speed",
                "balanced",
                "cost",
                "sticky",
                "linear-balanced",
                "p2c-peak-ewma",
                "lowest-latency",
                "ucb",
                "epsilon-greedy",
                "price-weighted",
                "least-busy",
                "round-robin",
                "random"
            })
    void everyDecisionOfARealRouterComesOutTheSameToTheLastBit(String name) {
        for (World world : List.of(OUTAGE, LIMITED)) {
            List<LoggedDecision> log = SimulatedLog.of(world, 3, strategy(name));
            RerunReport report = rerun(name, log);
            assertThat(report.first()).as("first mismatch").isNull();
            assertThat(report.isComplete()).isTrue();
            assertThat(report.matching()).isEqualTo(log.size());
            assertThat(report.scored())
                    .isEqualTo(log.stream()
                            .filter(decision -> decision.kind() == DecisionKind.CHOICE)
                            .count())
                    .isPositive();
        }
    }

    @Test
    void trialsAreAmongThem() {
        assertThat(SimulatedLog.of(OUTAGE, 3, strategy("balanced")))
                .extracting(LoggedDecision::kind)
                .contains(DecisionKind.CHOICE, DecisionKind.TRIAL);
    }

    @Test
    void scoresOfAStrategyThatSamplesAreTakenOnTrustAndItsPicksMadeAgain() {
        RerunReport report = rerun("thompson", SimulatedLog.of(LIMITED, 1, strategy("thompson")));
        assertThat(report.mismatching()).isZero();
        assertThat(report.unscored()).isPositive();
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void whatAStrategyRememberedFromBeforeTheLogIsTakenOnTrust() {
        List<LoggedDecision> log = SimulatedLog.of(LIMITED, 1, strategy("linear-balanced"));
        RerunReport report = rerun("linear-balanced", log.subList(log.size() / 2, log.size()));
        assertThat(report.mismatching()).isZero();
        assertThat(report.scored()).isZero();
        assertThat(report.unscored()).isPositive();
    }

    @Test
    void anotherStrategyThanTheLogsDoesNotComeOutTheSame() {
        List<LoggedDecision> log = SimulatedLog.of(LIMITED, 1, strategy("balanced"));
        DecisionRerun rerun = new DecisionRerun(Map.of("balanced", strategy("speed")));
        add(rerun, log);
        assertThat(rerun.report().mismatching()).isGreaterThan(log.size() / 2);
    }

    @Test
    void goalsWithoutAStrategyAreNamedAndNotLookedAt() {
        DecisionRerun rerun = new DecisionRerun(Map.of("speed", strategy("speed")));
        List<LoggedDecision> log = SimulatedLog.of(LIMITED, 1, strategy("balanced"));
        add(rerun, log);
        assertThat(rerun.report().unknown()).isEqualTo(log.size());
        assertThat(rerun.report().unknownGoals()).isEqualTo(Set.of("balanced"));
        assertThat(rerun.report().matching()).isZero();
    }

    /** Two minutes in which the first provider is down for half a minute. */
    private static World outage() {
        List<ProviderSpec> providers = new ArrayList<>(Worlds.providers());
        providers.set(0, providers.get(0).toBuilder().failing(40, 70, 1).build());
        return new World("outage", providers, Traffic.conversations(), 120, 1, null);
    }

    static RerunReport rerun(String name, List<LoggedDecision> log) {
        DecisionRerun rerun = new DecisionRerun(Map.of(name, strategy(name)));
        add(rerun, log);
        return rerun.report();
    }

    static void add(DecisionRerun rerun, List<LoggedDecision> log) {
        for (int i = 0; i < log.size(); i++) {
            rerun.add(i + 1, log.get(i));
        }
    }

    static RoutingStrategy strategy(String name) {
        return Objects.requireNonNull(KNOWN.get(name), name);
    }
}
