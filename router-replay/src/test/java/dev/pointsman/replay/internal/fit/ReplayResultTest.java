package dev.pointsman.replay.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.Simulation;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.World;
import dev.pointsman.replay.simulator.Worlds;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The calls of a log once more, beside what the true world says. */
class ReplayResultTest {
    private static final Map<String, RoutingStrategy> KNOWN =
            ModelRouter.builder().strategies();
    private static final World TRUTH = new World(
            "truth",
            Worlds.providers().stream()
                    .map(provider -> provider.toBuilder().capacity(14).build())
                    .toList(),
            Traffic.conversations(),
            1800,
            1,
            null);
    private static final List<LoggedDecision> LOG = SimulatedLog.of(TRUTH, 1, strategy("balanced"));
    private static final FittedWorld FITTED = FittedWorld.of("log", LOG::iterator);

    @Test
    void aReplayOfTheLogsOwnPolicyComesNearWhatReallyHappened() {
        CallSummary own = FITTED.replay("own", KNOWN, 7).figures();
        ReplayFidelity fidelity = ReplayFidelity.of(FITTED.figures(), own);
        assertThat(fidelity.isNear()).as("%s", fidelity).isTrue();
        assertThat(own.calls()).isEqualTo(FITTED.figures().calls());
    }

    @Test
    void aReplayOfAnotherPolicyComesNearItsTrueFigures() {
        CallSummary truth = CallSummary.of(Simulation.of(TRUTH, 1).run(strategy("random")));
        CallSummary replayed = FITTED.replay("random", Map.of("balanced", strategy("random")), 7)
                .figures();
        assertThat(truth.mean()).isGreaterThan(1.3 * FITTED.figures().mean());
        assertThat(replayed.mean()).isCloseTo(truth.mean(), Percentage.withPercentage(10));
        assertThat(replayed.shares().get("p6")).isCloseTo(truth.shares().get("p6"), within(.03));
    }

    @Test
    void aPolicyThatPilesUpCallsIsSaidToGoBeyondTheLog() {
        ReplayResult piled = FITTED.replay("ordered", Map.of("balanced", strategy("ordered")), 7);
        assertThat(piled.beyond()).contains("p1");
    }

    @Test
    void anotherSeedIsOtherLuck() {
        assertThat(FITTED.replay("own", KNOWN, 7)).isEqualTo(FITTED.replay("own", KNOWN, 7));
        assertThat(FITTED.replay("own", KNOWN, 7)).isNotEqualTo(FITTED.replay("own", KNOWN, 8));
    }

    @Test
    void aGoalWithoutAStrategyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FITTED.replay("none", Map.of("speed", strategy("speed")), 1))
                .withMessage("goals: [speed] (expected: with balanced)");
    }

    @Test
    void aLogWithoutAnAnswerIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FittedWorld.of("empty", List.<LoggedDecision>of()::iterator))
                .withMessage("log: no answered call (expected: at least one)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FittedWorld.of("other", ((LogSource) LOG::iterator).ofPool("other")));
    }

    private static RoutingStrategy strategy(String name) {
        return Objects.requireNonNull(KNOWN.get(name), name);
    }
}
