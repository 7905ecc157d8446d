package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DiskFailureTest {
    private static final int QUEUE = 64;
    private static final int CALLS = 1000;

    @TempDir
    Path directory;

    private final FaultyFileOpener opener = new FaultyFileOpener();
    private Path path;
    private DecisionLog log;
    private ModelRouter router;

    @BeforeEach
    void open() throws IOException {
        path = directory.resolve("decisions.jsonl");
        log = DecisionLog.builder(path)
                .queue(QUEUE)
                .flushInterval(Duration.ofMillis(1))
                .opener(opener)
                .open();
        router = TwoModelRouter.router(log);
    }

    @Test
    void aDiskThatDoesNotAnswerKeepsNoCallWaiting() throws Exception {
        opener.hang();
        call();
        opener.awaitWrite();
        for (int i = 1; i < CALLS; i++) {
            call(); // would never return if it waited
        }
        assertThat(log.dropped()).as("what did not fit into the queue").isGreaterThanOrEqualTo(CALLS - QUEUE - 1);
        opener.goOn();
        log.close();
        assertNothingIsMissingUnsaid();
    }

    @Test
    void whatAFullDiskCostsIsCountedAndTheLogGoesOnWhenThereIsSpaceAgain() throws Exception {
        call();
        await(() -> log.written() == 1);
        opener.fill(true);
        for (int i = 1; i < CALLS; i++) {
            call();
        }
        await(() -> opener.failures() > 1);
        assertThat(log.dropped()).isPositive();
        opener.fill(false);
        await(() -> log.written() > 1);
        call();
        log.close();
        assertNothingIsMissingUnsaid();
        assertThat(RoundTripTest.read(path)).extracting(LoggedDecision::number).contains(0L, (long) CALLS);
    }

    @Test
    void whatADiskNeverTookIsCountedAtTheEnd() {
        opener.fill(true);
        for (int i = 0; i < 10; i++) {
            call();
        }
        log.close();
        assertThat(log.dropped()).isEqualTo(10);
        assertThat(path).isEmptyFile();
    }

    @Test
    void twoLogsDoNotShareAFile() throws IOException {
        assertThatThrownBy(() -> DecisionLog.builder(path).open())
                .isInstanceOf(IOException.class)
                .hasMessage(path + ": another log writes it");
        log.close();
        DecisionLog.builder(path).open().close();
    }

    private void call() {
        router.call(RouteRequest.ANY, attempt -> "answer");
    }

    private void assertNothingIsMissingUnsaid() throws IOException {
        try (DecisionLogReader reader = DecisionLogReader.open(path, OnMalformedLine.FAIL)) {
            while (reader.next() != null) {}
            ReadCounts counts = reader.counts();
            assertThat(counts.dropped()).isPositive().isEqualTo(log.dropped());
            assertThat(counts.decisions()).isEqualTo(log.written());
            assertThat(counts.decisions() + counts.dropped())
                    .isEqualTo(router.call(RouteRequest.ANY, attempt -> "answer")
                            .trace()
                            .id());
            assertThat(counts.truncated()).isZero();
        }
        assertThat(Files.readString(path)).endsWith("\n");
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
