package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.decisionlog.DecisionLogWriter;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.replay.simulator.SyntheticWeek;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SyntheticWeekTest {
    private static final double FLOOR = .05;

    @TempDir
    private Path folder;

    @Test
    void oneSeedGivesOneLogToTheLastByte() throws IOException {
        Path one = written("one", 1);
        assertThat(written("same", 1)).hasSameBinaryContentAs(one);
        assertThat(Files.mismatch(one, written("other", 2))).isNotNegative();
    }

    @Test
    void theWeekHasTheRhythmOfDays() {
        Map<DayOfWeek, Integer> days = new EnumMap<>(DayOfWeek.class);
        int[] hours = new int[24];
        List<LoggedDecision> log = decisions(new SyntheticWeek(40_000, 7, FLOOR, 1));
        for (LoggedDecision decision : log) {
            LocalDateTime time = LocalDateTime.ofInstant(decision.time(), ZoneOffset.UTC);
            days.merge(time.getDayOfWeek(), 1, Integer::sum);
            hours[time.getHour()]++;
        }
        assertThat(log.size()).isCloseTo(40_000, within(3_000));
        assertThat(days).hasSize(7);
        assertThat(days.get(DayOfWeek.SUNDAY)).isLessThan(days.get(DayOfWeek.TUESDAY) * 7 / 10);
        assertThat(hours[15]).isGreaterThan(4 * hours[3]);
    }

    @Test
    void everyCandidateOfAChoiceHasItsShareOfTheFloor() {
        assertThat(decisions(new SyntheticWeek(140_000, .1, FLOOR, 1)))
                .isNotEmpty()
                .allSatisfy(decision -> assertThat(decision.pick().probability())
                        .isGreaterThanOrEqualTo(FLOOR / decision.candidates().size() - 1e-12));
    }

    @Test
    void theCommandWritesAFileThatWasNotThere() throws IOException {
        Path out = folder.resolve("week.jsonl");
        String[] command = {"--out", out.toString(), "--calls", "50000", "--days", "0.05", "--seed", "3"};
        assertThat(new CommandLine(new WeekCommand()).execute(command)).isZero();
        assertThat(Files.size(out)).isPositive();

        WeekCommand again = new WeekCommand();
        new CommandLine(again).parseArgs(command);
        assertThatIllegalArgumentException().isThrownBy(again::call).withMessageStartingWith("--out: " + out);
    }

    @Test
    void aWeekOfNoCallsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SyntheticWeek(0, 7, FLOOR, 1))
                .withMessage("calls: 0.0 (expected: > 0 and <= 1,000,000,000)");
    }

    private Path written(String name, long seed) throws IOException {
        Path file = folder.resolve(name);
        try (DecisionLogWriter writer = new DecisionLogWriter(file)) {
            new SyntheticWeek(70_000, .2, FLOOR, seed).simulate(decision -> {
                try {
                    writer.write(decision);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return file;
    }

    private static List<LoggedDecision> decisions(SyntheticWeek week) {
        List<LoggedDecision> all = new ArrayList<>();
        week.simulate(all::add);
        return all;
    }
}
