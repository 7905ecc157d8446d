package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.FailureKind;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.trace.CallOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Random orders of events: whatever happens, each attempt ends once, each call ends once, and nothing follows. */
class CallDriverModelTest {
    private static final int CALLS = 4000;
    private static final int MOST_STEPS = 60;
    private static final List<FailureKind> KINDS = List.of(
            FailureKind.SERVER_ERROR,
            FailureKind.SERVER_ERROR,
            FailureKind.TIMEOUT,
            FailureKind.RATE_LIMITED,
            FailureKind.UNSUPPORTED,
            FailureKind.INVALID_REQUEST,
            FailureKind.CALLER_ERROR,
            FailureKind.CANCELLED);

    private int hedged;
    private int served;
    private int failed;
    private int cancelled;

    @Test
    void everyAttemptAndEveryCallEndsOnceInAnyOrderOfEvents() {
        DriverFixture fixture = new DriverFixture(pool());
        Random random = fixture.bench.random;
        for (int i = 0; i < CALLS; i++) {
            run(fixture, random);
            fixture.bench.clock.passSeconds(random.nextInt(100) == 0 ? 600 : .1);
        }
        assertThat(List.of(hedged, served, failed, cancelled))
                .as("all kinds occur")
                .allMatch(count -> count > 50);
    }

    private static Pool pool() {
        return Pool.of("pool", "a", "b", "c")
                .withFailover(FailoverPolicy.builder()
                        .attempts(4)
                        .retrySame(1)
                        .whenExhausted(WhenExhausted.WAIT)
                        .build())
                .withHedge(new HedgePolicy(true, Duration.ofMillis(300), 1));
    }

    private void run(DriverFixture fixture, Random random) {
        fixture.answers.clear();
        fixture.ends.clear();
        fixture.calls.clear();
        fixture.timers.clear();
        RecordedSink sink = new RecordedSink();
        CallDriver<String, String> driver = fixture.drive(sink);
        driver.start();
        for (int step = 0; step < MOST_STEPS && !sink.isOver(); step++) {
            event(fixture, sink, driver, random);
        }
        cancel(sink, driver);
        List<ScriptedAnswer> late = new ArrayList<>(fixture.answers);
        late.forEach(answer -> {
            answer.connect();
            if (!answer.ended) { // late signals of sources that do not stop at once
                answer.element("late");
                answer.fail(FailureKind.SERVER_ERROR);
            }
        });
        fixture.waiting().forEach(timer -> timer.complete(null));
        check(fixture, sink);
    }

    private static void event(
            DriverFixture fixture, RecordedSink sink, CallDriver<String, String> driver, Random random) {
        List<CompletableFuture<Void>> timers = fixture.waiting();
        List<ScriptedAnswer> open =
                fixture.answers.stream().filter(ScriptedAnswer::isOpen).toList();
        int kind = random.nextInt(12);
        if (kind == 0 && random.nextInt(4) == 0) {
            cancel(sink, driver);
        } else if (kind <= 2) {
            sink.capacity = random.nextBoolean();
            driver.resume();
        } else if (kind <= 4 && !timers.isEmpty()) {
            fixture.bench.clock.passSeconds(random.nextDouble());
            timers.get(random.nextInt(timers.size())).complete(null);
        } else if (!open.isEmpty()) {
            signal(open.get(random.nextInt(open.size())), sink, random);
        }
    }

    private static void signal(ScriptedAnswer answer, RecordedSink sink, Random random) {
        if (random.nextInt(4) == 0) {
            answer.connect();
        }
        int kind = random.nextInt(8);
        if (kind == 0) {
            answer.connect().complete();
        } else if (kind <= 2) {
            answer.connect().fail(KINDS.get(random.nextInt(KINDS.size())));
        } else if (answer.connect().isRequested()) {
            sink.thrown = random.nextInt(20) == 0 ? new IllegalStateException("the reader failed") : null;
            answer.element("x");
        }
    }

    private static void cancel(RecordedSink sink, CallDriver<String, String> driver) {
        driver.cancel();
        sink.cancelled = true;
    }

    private void check(DriverFixture fixture, RecordedSink sink) {
        assertThat(fixture.inFlight()).as("attempts in flight").isZero();
        assertThat(fixture.ends.values()).as("ends of each attempt").allMatch(count -> count == 1);
        assertThat(fixture.ends).as("attempts that ended").hasSize(fixture.answers.size());
        assertThat(fixture.answers)
                .as("sources that were left running")
                .allMatch(answer -> answer.ended || answer.cancelled);
        assertThat(fixture.router.operations().poolSnapshots().get(0).waiting()).isZero();
        assertThat(fixture.calls).hasSize(1);
        CallOutcome ending = fixture.calls.get(0).ending();
        boolean expected = sink.result != null
                ? ending == CallOutcome.SERVED
                : sink.error == null ? ending == CallOutcome.CANCELLED : ending != CallOutcome.SERVED;
        assertThat(expected).as("%s with %s", ending, sink.error).isTrue();
        hedged += fixture.calls.get(0).trace().attempts().stream().anyMatch(each -> each.hedge()) ? 1 : 0;
        served += ending == CallOutcome.SERVED ? 1 : 0;
        failed += ending == CallOutcome.FAILED ? 1 : 0;
        cancelled += ending == CallOutcome.CANCELLED ? 1 : 0;
    }
}
