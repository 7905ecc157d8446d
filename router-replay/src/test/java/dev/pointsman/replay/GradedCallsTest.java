package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.decisionlog.DecisionLogReader.Grade;
import dev.pointsman.decisionlog.DecisionLogWriter;
import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.SimulatedLog;
import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.replay.simulator.Worlds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Models compared by the grades of a log, where a model gets the calls that are graded well at all models. */
class GradedCallsTest {
    private static final double TRUTH = 0.05;
    private static final List<LoggedDecision> LOG =
            SimulatedLog.of(Worlds.all(Traffic.conversations(2)).get(0), 3, TestPolicies.weighing("now", 1, .3, .3));
    private static final Pattern ROW =
            Pattern.compile("simulated +p1 +(\\S+) \\[(\\S+), (\\S+)\\] +(\\S+) \\[(\\S+), (\\S+)\\] +(\\S+)");

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(5);

    private Grade grade(LoggedDecision decision) {
        double easy = decision.candidates().stream()
                .filter(candidate -> candidate.model().equals("p1"))
                .mapToDouble(LoggedCandidate::probability)
                .sum();
        double mean = 0.3 + 0.4 * easy + (decision.pick().model().equals("p1") ? TRUTH : 0);
        double grade = mean + 0.2 * random.nextGaussian();
        return new Grade(decision.instance(), decision.call(), decision.time(), Math.max(0, Math.min(1, grade)));
    }

    private Path log(int every) throws IOException {
        Path log = folder.resolve("decisions.jsonl");
        try (DecisionLogWriter writer = new DecisionLogWriter(log)) {
            for (LoggedDecision decision : LOG) {
                writer.write(decision);
                if ((decision.number() + 1) % every == 0) {
                    writer.write(grade(decision));
                }
            }
        }
        Files.writeString(folder.resolve("now.yaml"), "{latency: 1, cost: .3, quality: .3, floor: .05}");
        return log;
    }

    private String compare(Path log) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(new CompareCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "--log",
                        log.toString(),
                        "--policy",
                        folder.resolve("now.yaml").toString(),
                        "--picture",
                        folder.resolve("drawn.png").toString());
        assertThat(code).isZero();
        return out.toString();
    }

    @Test
    void theDifferenceIsThatOnTheSameCalls() throws IOException {
        String table = compare(log(1));

        assertThat(table).contains("among graded calls", "hold\nat all times at once", "overlap-weighted");
        Matcher row = ROW.matcher(table);
        assertThat(row.find()).as(table).isTrue();
        double[] values = new double[7];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(row.group(i + 1));
        }
        assertThat(values[6]).as("the plain difference: %s", table).isGreaterThan(TRUTH + 0.03);
        for (int at : new int[] {0, 3}) {
            assertThat(values[at]).as(table).isBetween(TRUTH - 0.03, TRUTH + 0.03);
            assertThat(values[at + 1]).as(table).isLessThan(TRUTH);
            assertThat(values[at + 2]).as(table).isGreaterThan(TRUTH);
        }
    }

    @Test
    void fewGradesAreNoComparisonAndNoneAreNotMentioned() throws IOException {
        assertThat(compare(log(1000))).contains("Too few for a comparison");
        Files.delete(folder.resolve("decisions.jsonl"));
        assertThat(compare(log(Integer.MAX_VALUE))).doesNotContain("Grades");
    }

    @Test
    void aGradeOfAnUnknownDecisionIsCounted() {
        GradedCalls graded = new GradedCalls();
        graded.add(grade(LOG.get(0)));

        assertThat(graded.table()).contains("Grades: 0 used; 1 of other decisions");
    }
}
