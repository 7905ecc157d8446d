package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A request that a model's protocol cannot express is not sent to it, and costs no attempt. */
class UnsupportedRequestTest {
    private static final FailoverPolicy TWO =
            FailoverPolicy.builder().retrySame(0).attempts(2).build();

    private static final FailoverPolicy WAIT = FailoverPolicy.builder()
            .retrySame(0)
            .attempts(2)
            .whenExhausted(WhenExhausted.WAIT)
            .build();

    @Test
    void modelsThatCouldNotBeAskedLeaveTheAttemptsToOthers() {
        RouterFixture bench = RouterFixture.of("a", "b", "c", "d")
                .breaks("a", FailureKind.UNSUPPORTED)
                .breaks("b", FailureKind.UNSUPPORTED)
                .breaks("c", FailureKind.SERVER_ERROR);
        ModelRouter router = bench.router(TWO);
        assertThat(bench.call(router)).isEqualTo("d");
        assertThat(bench.asked).containsExactly("a", "b", "c", "d");
    }

    @Test
    void theOthersHaveNoMoreThanTheirAttempts() {
        RouterFixture bench = RouterFixture.of("a", "b", "c", "d")
                .breaks("a", FailureKind.UNSUPPORTED)
                .breaks("b", FailureKind.SERVER_ERROR)
                .breaks("c", FailureKind.SERVER_ERROR);
        ModelRouter router = bench.router(TWO);
        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.asked).containsExactly("a", "b", "c");
    }

    @Test
    void aCallThatNoWireCanSayIsNotWaitedWith() {
        RouterFixture bench = RouterFixture.of("a").breaks("a", FailureKind.UNSUPPORTED);
        ModelRouter router = bench.router(WAIT);
        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(RequestRefusedException.class);
        assertThat(bench.asked).containsExactly("a");
        assertThat(bench.waited).isEmpty();
    }

    @Test
    void whoCouldNotBeAskedIsNotAskedAgainAfterAWait() {
        RouterFixture bench = RouterFixture.of("a", "b").breaks("a", FailureKind.UNSUPPORTED);
        ModelRouter router = bench.router(WAIT);
        router.operations().drill("b", 1, Duration.ofSeconds(10));
        assertThat(bench.call(router)).isEqualTo("b");
        assertThat(bench.asked).containsExactly("a", "b");
        assertThat(bench.waited).hasSize(1);
    }
}
