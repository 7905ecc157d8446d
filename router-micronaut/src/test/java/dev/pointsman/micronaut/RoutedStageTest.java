package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.trace.RouteResult;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Methods that answer with a stage. */
@SuppressWarnings("FutureReturnValueIgnored") // scripts answer with objects, futures among them
class RoutedStageTest extends RoutedFixture {
    @Test
    void aStageIsRouted() {
        wards.script =
                attempt -> CompletableFuture.completedFuture(attempt.model().id());
        assertThat(wards.stage().toCompletableFuture().join()).isEqualTo("gpt-4o");
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }

    @Test
    void aStageThatFailsLaterIsTriedElsewhere() {
        CompletableFuture<String> first = new CompletableFuture<>();
        wards.script = attempt -> attempt.model().id().equals("gpt-4o")
                ? first
                : CompletableFuture.completedFuture(attempt.model().id());
        CompletableFuture<String> answer = wards.stage().toCompletableFuture();
        assertThat(answer).isNotDone();
        assertThat(inFlight()).isEqualTo(1);
        first.completeExceptionally(RoutedTestService.down());
        assertThat(answer.join()).isEqualTo("sonnet-eu");
    }

    @Test
    void aStageFailsWithTheCallersOwnException() {
        wards.script = attempt -> CompletableFuture.failedFuture(new IllegalStateException("own"));
        assertThatThrownBy(() -> wards.stage().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCause(new IllegalStateException("own"));
        assertThat(models()).hasSize(1);
    }

    @Test
    void aMethodThatThrowsInsteadOfReturningAStageIsTriedElsewhere() {
        wards.script = attempt -> {
            if (attempt.model().id().equals("gpt-4o")) {
                throw RoutedTestService.down();
            }
            return CompletableFuture.completedFuture(attempt.model().id());
        };
        assertThat(wards.stage().toCompletableFuture().join()).isEqualTo("sonnet-eu");
    }

    @Test
    void aStageMayCompleteWithNull() {
        wards.script = attempt -> CompletableFuture.completedFuture(null);
        assertThat(wards.stage().toCompletableFuture().join()).isNull();
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }

    @Test
    void nullForAStageIsTheMethodsMistake() {
        wards.script = attempt -> null;
        assertThatThrownBy(() -> wards.stage().toCompletableFuture().join()).hasMessageContaining("null");
        assertThat(statistics("gpt-4o").ignored()).isEqualTo(1);
    }

    @Test
    void cancellingAStageCancelsWhatRunsAndTeachesNothing() {
        CompletableFuture<String> running = new CompletableFuture<>();
        wards.script = attempt -> running;
        CompletableFuture<String> answer = wards.stage().toCompletableFuture();
        answer.cancel(true);
        assertThat(running).isCancelled();
        assertThat(statistics("gpt-4o").ignored()).isEqualTo(1);
        assertThatThrownBy(answer::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void aStageOfAResultTellsModelAndTrace() {
        wards.script = failingAt("gpt-4o");
        RouteResult<String> result = wards.futureResult().join();
        assertThat(result.value()).isEqualTo("sonnet-eu");
        assertThat(result.model().id()).isEqualTo("sonnet-eu");
        assertThat(result.degraded()).isFalse();
        assertThat(result.trace().attempts()).hasSize(2);
    }
}
