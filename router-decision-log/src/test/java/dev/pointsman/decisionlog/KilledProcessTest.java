package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KilledProcessTest {
    private static final int CALLS_PER_DOT = 500;
    private static final int DOTS = 6;

    @TempDir
    Path directory;

    /** A process that calls and logs until it is killed. */
    static final class Caller {
        private Caller() {}

        public static void main(String[] arguments) throws IOException {
            DecisionLog log = DecisionLog.builder(Path.of(arguments[0]))
                    .flushInterval(Duration.ofNanos(1))
                    .maxFileSize(1_000_000)
                    .maxFiles(1000)
                    .open();
            ModelRouter router = TwoModelRouter.router(log);
            for (long call = 1; ; call++) {
                router.call(RouteRequest.ANY, attempt -> "answer");
                if (call % CALLS_PER_DOT == 0) {
                    while (log.written() + log.dropped() < call) {
                        Thread.onSpinWait();
                    }
                    System.out.write('.');
                    System.out.flush();
                }
            }
        }
    }

    @Test
    void theLogOfAKilledProcessIsReadUpToTheCutAndGoesOnAfterIt() throws Exception {
        Path path = directory.resolve("decisions.jsonl");
        Process caller = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Caller.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream dots = caller.getInputStream()) {
            for (int i = 0; i < DOTS; i++) {
                assertThat(dots.read()).as("the process lives").isEqualTo('.');
            }
        } finally {
            caller.destroyForcibly().waitFor();
        }
        long found;
        try (DecisionLogReader reader = DecisionLogReader.open(path, OnMalformedLine.FAIL)) {
            long last = -1;
            for (LoggedDecision next = reader.next(); next != null; next = reader.next()) {
                assertThat(next.number()).isGreaterThan(last);
                last = next.number();
            }
            found = reader.counts().decisions();
            assertThat(found + reader.counts().dropped()).isGreaterThanOrEqualTo(DOTS * CALLS_PER_DOT);
            assertThat(reader.counts().truncated()).isLessThanOrEqualTo(1);
        }
        try (DecisionLog log = DecisionLog.builder(path).maxFiles(1000).open()) {
            TwoModelRouter.router(log).call(RouteRequest.ANY, attempt -> "answer");
        }
        try (DecisionLogReader reader = DecisionLogReader.open(path, OnMalformedLine.FAIL)) {
            while (reader.next() != null) {}
            assertThat(reader.counts().decisions()).isEqualTo(found + 1);
            assertThat(reader.counts().truncated()).isZero();
            assertThat(reader.counts().skipped()).isEqualTo(Map.of());
        }
    }
}
