package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.decisionlog.LoggedContext;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.decisionlog.LoggedOutcome;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.replay.CallAssembler.Call;
import dev.pointsman.trace.DecisionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallAssemblerTest {
    private static final LoggedOutcome SERVED = LoggedOutcome.served(.1, 2, Usage.of(10, 20), .25);
    private static final LoggedOutcome FAILED = LoggedOutcome.failed(FailureKind.SERVER_ERROR, Double.NaN, .5);
    private static final LoggedOutcome LEFT = LoggedOutcome.cancelled(Double.NaN, 1);

    private final List<Call> seen = new ArrayList<>();
    private final CallAssembler calls = new CallAssembler(seen::add);

    @Test
    void aCallThatItsFirstAttemptServedIsOverAtOnce() {
        calls.add(decision(1, 0, 0, SERVED));

        assertThat(seen).hasSize(1);
        assertCall(seen.get(0), 2, 0, .25);
    }

    @Test
    void failingOverIsPartOfTheCallsLatency() {
        calls.add(decision(1, 0, 0, FAILED));
        assertThat(seen).isEmpty();
        calls.add(decision(1, 1, .6, SERVED));

        assertThat(seen).hasSize(1);
        assertCall(seen.get(0), 2.6, 0, .25);
        assertThat(seen.get(0).first().attempt()).isZero();
    }

    @Test
    void aCallThatNobodyServedHasFailedWhenItsLastAttemptDid() {
        calls.add(decision(1, 0, 0, FAILED));
        calls.add(decision(1, 1, 3, FAILED));
        calls.add(decision(2, 0, 700, SERVED));
        calls.add(decision(3, 0, 701, FAILED));

        assertThat(seen).hasSize(2);
        assertCall(seen.get(1), 3.5, 1, 0);
        calls.end();
        assertCall(seen.get(2), .5, 1, 0);
    }

    @Test
    void ofAHedgedCallTheQuickerAttemptCounts() {
        calls.add(decision(1, 1, 5, SERVED));
        calls.add(decision(1, 0, 0, LEFT));
        calls.add(decision(2, 1, 5, LEFT));
        calls.add(decision(2, 0, 0, SERVED));
        calls.end();

        assertThat(seen).hasSize(2);
        assertCall(seen.get(0), 7, 0, .25);
        assertCall(seen.get(1), 2, 0, .25);
    }

    @Test
    void theEndOfACallThatWasLeftIsUnknown() {
        calls.add(decision(1, 0, 0, LEFT));
        calls.add(decision(2, 0, 0, LoggedOutcome.failed(FailureKind.CALLER_ERROR, Double.NaN, 1)));
        calls.end();

        assertThat(seen).allSatisfy(call -> {
            assertThat(call.latency()).isNaN();
            assertThat(call.failure()).isNaN();
            assertThat(call.cost()).isNaN();
        });
    }

    @Test
    void aCallWhoseFirstDecisionIsLostIsCounted() {
        calls.add(decision(1, 1, 0, SERVED));
        calls.end();

        assertThat(seen).isEmpty();
        assertThat(calls.withoutFirst()).isEqualTo(1);
    }

    private static void assertCall(Call call, double latency, double failure, double cost) {
        assertThat(call.latency()).isCloseTo(latency, offset(1e-9));
        assertThat(call.failure()).isEqualTo(failure);
        assertThat(call.cost()).isEqualTo(cost);
    }

    private static LoggedDecision decision(long call, int attempt, double seconds, LoggedOutcome outcome) {
        return new LoggedDecision(
                "",
                "router",
                10 * call + attempt,
                10 * call,
                attempt,
                Instant.ofEpochMilli((long) (1000 * seconds)),
                (long) (1e9 * seconds),
                "pool",
                "goal",
                "strategy",
                DecisionKind.CHOICE,
                call,
                .5,
                new LoggedContext(Operation.CHAT, true, 0, 0, 0, 0, null, null, null),
                List.of(candidate()),
                0,
                List.of(),
                outcome);
    }

    private static LoggedCandidate candidate() {
        return new LoggedCandidate(
                "m", "p", Tier.PRIMARY, 0, 1, null, 1, 0, .5, .02, 9, 9, .99, 1, 100, Double.NaN, 0, 4, 0);
    }
}
