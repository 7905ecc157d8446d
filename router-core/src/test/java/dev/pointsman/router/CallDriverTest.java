package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls driven step by step: failover, hedges, trials beside, demand and cancellation. */
class CallDriverTest {
    private static final Pool POOL = Pool.of("pool", "a", "b", "c")
            .withFailover(FailoverPolicy.builder().retrySame(0).build())
            .withHedge(new HedgePolicy(true, Duration.ofMillis(300), 1));

    private final DriverFixture fixture = new DriverFixture(POOL);
    private final RecordedSink sink = new RecordedSink();
    private final CallDriver<String, String> driver = fixture.drive(sink);

    @AfterEach
    void everyAttemptHasEndedOnce() {
        assertThat(fixture.ends.values()).isNotEmpty().allMatch(count -> count == 1);
        assertThat(fixture.inFlight()).isZero();
        assertThat(fixture.waiting()).as("timers left").isEmpty();
    }

    private ScriptedAnswer answer(int index) {
        return fixture.answers.get(index).connect();
    }

    private void hedge() {
        fixture.waiting().get(0).complete(null);
    }

    @Test
    void theFirstElementChoosesTheAttemptAndCancelsTheOther() {
        driver.start();
        answer(0);
        hedge();
        answer(1).element("fast");
        assertThat(answer(0).cancelled).isTrue();
        answer(0).element("late");
        answer(0).complete();
        answer(1).complete();
        assertThat(Objects.requireNonNull(sink.result).value()).isEqualTo("fast");
        assertThat(sink.result.model().id()).isEqualTo("b");
        assertThat(sink.result.trace().attempts())
                .extracting(AttemptRecord::hedge)
                .containsExactly(false, true);
    }

    @Test
    void anAttemptInTimeIsNotHedged() {
        driver.start();
        answer(0).element("in time");
        assertThat(fixture.waiting()).isEmpty();
        answer(0).complete();
        assertThat(fixture.answers).hasSize(1);
    }

    @Test
    void theOtherAttemptGoesOnAfterOneHasFailed() {
        driver.start();
        answer(0);
        hedge();
        answer(1).fail(FailureKind.SERVER_ERROR);
        assertThat(fixture.answers).as("no third one while the first runs").hasSize(2);
        answer(0).element("slow");
        answer(0).complete();
        assertThat(Objects.requireNonNull(sink.result).model().id()).isEqualTo("a");
    }

    @Test
    void aRefusalOfOneAttemptEndsTheOtherToo() {
        driver.start();
        answer(0);
        hedge();
        answer(1).fail(FailureKind.INVALID_REQUEST);
        assertThat(sink.error).isInstanceOf(RequestRefusedException.class);
        assertThat(answer(0).cancelled).isTrue();
    }

    @Test
    void elementsAreRequestedOneByOneAndOnlyWithCapacity() {
        sink.capacity = false;
        driver.start();
        assertThat(answer(0).isRequested()).isFalse();
        sink.capacity = true;
        driver.resume();
        driver.resume();
        assertThat(answer(0).isRequested()).isTrue();
        sink.capacity = false;
        answer(0).element("1");
        assertThat(answer(0).isRequested()).isFalse();
        answer(0).complete();
    }

    @Test
    void aSinkThatThrowsFailsTheAttempt() {
        driver.start();
        sink.thrown = new ProviderException(dev.pointsman.model.Failure.of(FailureKind.BAD_RESPONSE, "too long"));
        answer(0).element("x");
        assertThat(answer(0).cancelled).isTrue();
        answer(1).element("y");
        answer(1).complete();
        assertThat(Objects.requireNonNull(sink.result).value()).isEqualTo("y");
    }

    @Test
    void aBrokenAnswerThatMayNotBeContinuedEndsTheCall() {
        driver.start();
        answer(0).element("x");
        sink.action = AnswerSink.FailureAction.END;
        answer(0).fail(FailureKind.CUT);
        assertThat(sink.error).isInstanceOf(ProviderException.class);
        assertThat(fixture.calls).singleElement().matches(call -> call.ending() == CallOutcome.FAILED);
    }

    @Test
    void anAbandonedAttemptIsNoFaultOfItsModel() {
        driver.start();
        answer(0).element("x");
        sink.action = AnswerSink.FailureAction.ABANDON;
        answer(0).fail(FailureKind.SERVER_ERROR);
        assertThat(RouterFixture.snapshot(fixture.router, "a").statistics().failures())
                .isZero();
        assertThat(fixture.calls).singleElement().matches(call -> call.ending() == CallOutcome.CANCELLED);
    }

    @Test
    void aCallerThatCancelsStopsBothAttempts() {
        driver.start();
        answer(0);
        hedge();
        driver.cancel();
        sink.cancelled = true;
        assertThat(answer(0).cancelled).isTrue();
        assertThat(answer(1).cancelled).as("connected after the cancellation").isTrue();
        answer(0).element("late");
        assertThat(fixture.calls).singleElement().matches(call -> call.ending() == CallOutcome.CANCELLED);
    }

    @Test
    void aLateFutureIsHedgedAndTheLoserIsCancelled() {
        Map<String, CompletableFuture<String>> answers = new HashMap<>();
        CompletableFuture<RouteResult<String>> result = fixture.router
                .callAsync(
                        RouteRequest.ANY,
                        attempt -> answers.computeIfAbsent(attempt.model().id(), id -> new CompletableFuture<>()))
                .toCompletableFuture();
        hedge();
        Objects.requireNonNull(answers.get("b")).complete("fast");
        assertThat(result).isCompletedWithValueMatching(answer -> answer.value().equals("fast"));
        assertThat(answers.get("a")).isCancelled();
    }

    @Test
    void aSynchronousCallMakesOneAttemptAfterTheOther() {
        String value = fixture.router
                .call(RouteRequest.ANY, attempt -> {
                    attempt.succeed(Usage.of(1, 1));
                    return attempt.model().id();
                })
                .value();
        assertThat(value).isEqualTo("a");
        assertThat(fixture.timers).isEmpty();
    }
}
