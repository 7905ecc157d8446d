package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.decisionlog.DecisionLogReader;
import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.trace.CallOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls over HTTP are recorded in the decision log, without their text. */
class DecisionLogTest {
    private static final int CALLS = 20;

    @TempDir
    Path directory;

    @Test
    void everyCallOverHttpIsADecisionInTheLog() throws Exception {
        Path path = directory.resolve("decisions.jsonl");
        List<String> served = new ArrayList<>();
        try (Gateway gateway =
                Gateway.start("pointsman.decision-log: { enabled: true, path: \"" + path + "\", policy: demo }")) {
            for (int i = 0; i < CALLS; i++) {
                served.add((i % 2 == 0 ? gateway.ask() : gateway.stream()).model());
            }
        }
        List<LoggedDecision> logged = read(path);
        assertThat(logged)
                .hasSize(CALLS)
                .allSatisfy(decision -> {
                    assertThat(decision.policy()).isEqualTo("demo");
                    assertThat(decision.pool()).isEqualTo("chat");
                    assertThat(decision.outcome().ending()).isEqualTo(CallOutcome.SERVED);
                    assertThat(decision.outcome().usage().isKnown()).isTrue();
                    assertThat(decision.outcome().cost()).isPositive();
                    assertThat(decision.candidates()).hasSize(3);
                    assertThat(decision.candidates().stream()
                                    .mapToDouble(LoggedCandidate::probability)
                                    .sum())
                            .isEqualTo(1, org.assertj.core.api.Assertions.within(1e-9));
                    assertThat(Double.isNaN(decision.outcome().ttft()))
                            .isEqualTo(!decision.context().streaming());
                })
                .extracting(decision -> decision.pick().model())
                .isEqualTo(served);
        assertThat(Files.readString(path)).doesNotContain("Hello", "content", "messages");
    }

    private static List<LoggedDecision> read(Path path) throws IOException {
        List<LoggedDecision> decisions = new ArrayList<>();
        try (DecisionLogReader log = DecisionLogReader.open(path)) {
            for (LoggedDecision next = log.next(); next != null; next = log.next()) {
                decisions.add(next);
            }
            assertThat(log.decisions()).isEqualTo(CALLS);
            assertThat(log.dropped()).isZero();
            assertThat(log.truncated()).isZero();
            assertThat(log.skipped()).isEmpty();
        }
        return decisions;
    }
}
