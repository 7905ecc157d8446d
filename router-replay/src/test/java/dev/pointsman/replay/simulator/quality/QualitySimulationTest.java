package dev.pointsman.replay.simulator.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Goal;
import dev.pointsman.quality.QualitySignal;
import dev.pointsman.replay.simulator.quality.QualityMeasures.Delays;
import dev.pointsman.replay.simulator.quality.QualityMeasures.FalseAlarms;
import dev.pointsman.replay.simulator.quality.QualityMeasures.Recovered;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Targets of the tests of quality through the real router, in the quick form: fewer models, fewer runs and a baseline of
 * a week. The command {@code quality} has the long one.
 */
class QualitySimulationTest {
    private static final int WEEK_HOURS = 168;
    private static final QualityMeasures WEEK = new QualityMeasures(7, Goal.BALANCED, WEEK_HOURS);
    private static final QualityMeasures WHOLE = new QualityMeasures(21, Goal.BALANCED, 48);
    private static final QualityWorld SMALL =
            QualityWorld.of(3, 100).withPools(1).withoutRelease();

    @Test
    void noWorldRaisesAnAlarmWhileNoModelChanges() {
        QualityMeasures month = new QualityMeasures(7, Goal.BALANCED);
        for (int world = 0; world < 4; world += 3) { // the easiest and the hardest
            FalseAlarms alarms = month.falseAlarms(QualityWorld.of(world, 10), 1, 11 + world);
            assertThat(alarms.peers()).as("world %d", world).isZero();
        }
    }

    @Test
    void aDropByEightPointsIsNoticedInHoursAndNamed() {
        Delays found = WHOLE.delays(SMALL, QualitySignal.TOOL_CALLS, 0.02, 0.1, 1, 1, 21);

        assertThat(found.quantile(0.5)).as("hours: %s", found.delays()).isLessThanOrEqualTo(12);
        assertThat(found.named()).isOne();
        assertThat(found.innocent()).isZero();
    }

    @Test
    void worseGradesAreNoticedInHours() {
        Delays found = WHOLE.delays(SMALL, QualitySignal.GRADES, 0.3, 0.4, 1, 1, 31);

        assertThat(found.quantile(0.5)).as("hours: %s", found.delays()).isLessThanOrEqualTo(12);
        assertThat(found.innocent()).isZero();
    }

    @Test
    void aThousandCallsAnHourShowASmallDropOfGrades() {
        QualityMeasures days = new QualityMeasures(2, Goal.BALANCED, 36);
        QualityWorld world = QualityWorld.of(3, 1000).withPools(1).withoutRelease();
        Delays found = days.delays(world, QualitySignal.GRADES, 0.3, 0.33, 1, 1, 81);

        assertThat(found.quantile(0.5)).as("hours: %s", found.delays()).isLessThanOrEqualTo(24);
        assertThat(found.innocent()).isZero();
    }

    @Test
    void aBetterPeerIsNoReasonToBlameTheOthers() {
        QualityWorld world = QualityWorld.of(1, 100).withPools(1);
        Delays found = WEEK.delays(world, QualitySignal.TOOL_CALLS, 0.06, 0.02, 1, 1, 41);

        assertThat(found.named() + found.innocent()).as("models named").isZero();
    }

    @Test
    void whatAllModelsShareIsNoReasonToBlameAny() {
        Delays found = WEEK.delays(SMALL, QualitySignal.TOOL_CALLS, 0.02, 0.06, 5, 1, 51);

        assertThat(found.named()).as("models named").isZero();
    }

    @Test
    void sessionsWhoseCallsShareTheirFateRaiseNoAlarm() {
        QualityWorld sessions = QualityWorld.of(1, 50).withPools(1).withSessions(5, 0.3);
        FalseAlarms alarms = WEEK.falseAlarms(sessions, EnumSet.of(QualitySignal.TOOL_CALLS), 1, 61);

        assertThat(alarms.peers()).isZero();
        assertThat(alarms.own()).as("notices").isLessThanOrEqualTo(1);
    }

    @Test
    void aModelThatHealsHasItsShareAgainWithinADay() {
        QualityMeasures measures = new QualityMeasures(7, QualitySimulation.QUALITY);
        QualityWorld world = QualityWorld.of(1, 100).withPools(1);
        List<Recovered> all = measures.recoveries(world, QualitySignal.TOOL_CALLS, 0.02, 0.3, 72, 1, 71);

        assertThat(all).allSatisfy(one -> {
            assertThat(one.during()).isLessThan(0.5 * one.before());
            assertThat(one.recoveredHours()).isLessThanOrEqualTo(24);
            assertThat(one.after()).isGreaterThan(0.5 * one.usual());
        });
    }
}
