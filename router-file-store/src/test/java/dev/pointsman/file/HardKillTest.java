package dev.pointsman.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One instance with a file, killed hard three times while it spends a budget: nothing is lost but what was not yet
 * reported, and nothing is charged twice.
 */
class HardKillTest {
    private static final int KILLS = 3;
    private static final int CALLS_BEFORE_A_KILL = Integer.getInteger("kills.calls", 400);

    @TempDir
    Path folder;

    @Test
    void aBudgetSurvivesHardKills() throws Exception {
        int calls = 0;
        int unreported = 0;
        for (int run = 0; run <= KILLS; run++) {
            Process process = start(run);
            int served = 0;
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                while (lines.readLine() != null) {
                    served++;
                    if (run < KILLS && served == CALLS_BEFORE_A_KILL) {
                        process.toHandle().destroyForcibly(); // leaves the output to be read
                    }
                }
            }
            int exit = process.waitFor();
            System.out.printf("file store, run %d: %d calls of %d, exit %d%n", run, served, BudgetSpender.CALL, exit);
            assertThat(exit).isEqualTo(run < KILLS ? 137 : 0);
            calls += served;
            unreported += run < KILLS ? served : 0;
        }
        int spent = calls * BudgetSpender.CALL;
        long budget = BudgetSpender.BUDGET.amount();
        System.out.printf("file store, killed hard %d times: spent %d of %d%n", KILLS, spent, budget);
        // a tenth of a second of usage is not reported yet at each kill, which is a fraction of a run
        assertThat(spent).isBetween((int) budget, (int) budget + unreported * BudgetSpender.CALL / 2);
    }

    private Process start(int run) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BudgetSpender.class.getName(),
                        folder.resolve("state").toString(),
                        "run-" + run)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
