package dev.pointsman.replay.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The goals on sessions beside the best oracle, in a few of the worlds: fails when they get worse than their bounds. */
class SessionBoundsTest {
    private static final List<String> WORLDS = List.of(
            "calm", "reversal", "brown-out", "clouds", "clouds, 3 routers, shared book", "mixed with single calls");

    /** Geometric mean and worst world of each goal. */
    private static final Map<SessionGoal, double[]> BOUNDS = new EnumMap<>(Map.of(
            SessionGoal.SPEED, new double[] {1.04, 1.06},
            SessionGoal.BALANCED, new double[] {1.04, 1.065},
            SessionGoal.COST, new double[] {1.035, 1.09}));

    @Test
    void theLossOfTheGoalsStaysWithinItsBounds() {
        List<SessionWorld> worlds = SessionGroup.all(1).stream()
                .flatMap(group -> group.worlds().stream())
                .filter(world -> WORLDS.contains(world.name()))
                .toList();
        SessionCells cells = new SessionCampaign(
                        List.of(SessionRule.GOAL), List.of(1L), new PrintWriter(Writer.nullWriter()))
                .run(worlds);

        String table = new SessionTables(cells).worlds();
        System.out.println("loss of sessions over the best oracle:\n" + table);
        assertThat(cells.worlds()).hasSameSizeAs(WORLDS);
        BOUNDS.forEach((goal, bounds) -> {
            assertThat(cells.geometricMeanLoss("goal", goal))
                    .as("%s%n%s", goal, table)
                    .isBetween(.97, bounds[0]);
            assertThat(cells.worstLoss("goal", goal)).as("%s%n%s", goal, table).isLessThanOrEqualTo(bounds[1]);
        });
        assertThat(cells.all()).allSatisfy(cell -> assertThat(cell.failures()).isLessThan(1e-4));
    }
}
