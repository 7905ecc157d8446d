package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.trace.ModelSnapshot;
import java.io.FileNotFoundException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exceptions thrown and outcomes reported by a call's body. */
class BodyExceptionsTest {
    @Test
    void theCallersOwnExceptionComesAsItIsAndTeachesNothing() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        FileNotFoundException mine = new FileNotFoundException("mine");
        AssertionError error = new AssertionError("mine too");
        List<ModelSnapshot> before = router.operations().snapshot();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                        throw mine;
                    }))
                    .isSameAs(mine);
            assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                        throw error;
                    }))
                    .isSameAs(error);
        }
        assertThat(router.operations().snapshot())
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class) // an unknown time is NaN
                .ignoringFieldsMatchingRegexes(".*ignored")
                .isEqualTo(before);
    }

    @Test
    void anInterruptedCallerHasLeft() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();
        InterruptedException interrupt = new InterruptedException();

        assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                    throw interrupt;
                }))
                .isSameAs(interrupt);
        assertThat(RouterFixture.snapshot(router, "a").statistics().failures()).isZero();
        assertThat(RouterFixture.snapshot(router, "a").statistics().inFlight()).isZero();
    }

    @Test
    void anExceptionAfterTheAttemptSucceededIsTheCallersOwn() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();

        assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                    attempt.succeed();
                    throw new IllegalStateException("after the answer");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(RouterFixture.snapshot(router, "a").statistics().successes()).isEqualTo(1);
        assertThat(RouterFixture.snapshot(router, "a").statistics().failures()).isZero();
    }

    @Test
    void aClassifierThatKnowsNothingLeavesNoAttemptOpen() {
        RouterFixture bench = RouterFixture.of("a");
        bench.builder().classifier(error -> null);
        ModelRouter router = bench.router();
        assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                    throw new IllegalStateException("own");
                }))
                .hasMessage("own");
        assertThat(RouterFixture.snapshot(router, "a").statistics().inFlight()).isZero();
    }

    @Test
    void aProviderAskedOnceMoreAfterTheAttemptSucceededMayStillFailOver() {
        RouterFixture bench = RouterFixture.of("a", "b");
        String answer = bench.router()
                .call(RouteRequest.ANY, attempt -> {
                    attempt.succeed();
                    if (attempt.model().id().equals("a")) {
                        throw new ProviderException(Failure.of(FailureKind.SERVER_ERROR, "the second question"));
                    }
                    return "answer";
                })
                .value();
        assertThat(answer).isEqualTo("answer");
    }

    @Test
    void aFailureTheBodyReportedItselfIsTheOneThatCounts() {
        RouterFixture bench = RouterFixture.of("a", "b");
        ModelRouter router = bench.router();

        String served = router.call(RouteRequest.ANY, attempt -> {
                    if (attempt.model().id().equals("a")) {
                        attempt.fail(Failure.of(FailureKind.TIMEOUT, "mine"));
                        throw new IllegalStateException("whatever");
                    }
                    return attempt.model().id();
                })
                .value();
        assertThat(served).isEqualTo("b");
        assertThat(RouterFixture.snapshot(router, "a").statistics().failures()).isEqualTo(1);
    }

    @Test
    void aClassifierThatThrowsLeavesNoAttemptOpenAndHidesNoException() {
        RouterFixture bench = RouterFixture.of("a");
        bench.builder().classifier(error -> {
            throw new IllegalStateException("broken classifier");
        });
        ModelRouter router = bench.router();
        bench.breaks("a", FailureKind.SERVER_ERROR);

        assertThatThrownBy(() -> bench.call(router)).isInstanceOf(ProviderException.class);
        assertThat(RouterFixture.snapshot(router, "a").statistics().inFlight()).isZero();
    }
}
