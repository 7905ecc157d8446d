package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A call whose models have all failed goes back to one that has answered other calls since. */
class ReadmissionTest {
    private static final RouteRequest ONLY_A =
            RouteRequest.builder().models(AllowDenyList.ANY.allow("a")).build();

    private final RouterFixture bench = RouterFixture.of("a", "b");
    private final ModelRouter router = bench.router();

    @Test
    void aModelThatHasAnsweredSinceItFailedIsAskedAgain() {
        bench.breaks("a", FailureKind.TIMEOUT);
        String answer = router.call(RouteRequest.ANY, attempt -> {
                    if (attempt.model().id().equals("b")) {
                        bench.heals("a");
                        assertThat(bench.call(router, ONLY_A).value()).isEqualTo("a");
                        bench.breaks("b", FailureKind.SERVER_ERROR);
                    }
                    return bench.ask(attempt);
                })
                .value();
        assertThat(answer).isEqualTo("a");
        assertThat(bench.asked).containsExactly("a", "a", "b", "a");
    }

    @Test
    void aCallThatBeganBeforeTheFailureIsNoSignOfRecovery() {
        Attempt before = router.route(ONLY_A);
        bench.clock.passSeconds(1);
        bench.breaks("a", FailureKind.TIMEOUT);
        assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                    if (attempt.model().id().equals("b")) {
                        before.succeed();
                        bench.breaks("b", FailureKind.SERVER_ERROR);
                    }
                    return bench.ask(attempt);
                }))
                .isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.asked).containsExactly("a", "b");
    }

    @Test
    void aRefusalOfTheRequestIsNoFaultThatAModelRecoversFrom() {
        bench.breaks("a", Failure.of(FailureKind.CONTEXT_LENGTH, "too long"));
        assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                    if (attempt.model().id().equals("b")) {
                        bench.heals("a");
                        bench.call(router, ONLY_A);
                        bench.breaks("a", FailureKind.CONTEXT_LENGTH);
                        bench.breaks("b", FailureKind.SERVER_ERROR);
                    }
                    return bench.ask(attempt);
                }))
                .isInstanceOf(RoutingException.class);
        assertThat(bench.asked).containsExactly("a", "a", "b");
    }

    @Test
    void attemptsStayWithinTheCallsBudget() {
        bench.breaks("a", FailureKind.TIMEOUT);
        assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                    bench.heals("a");
                    bench.call(router, ONLY_A);
                    bench.breaks("a", FailureKind.TIMEOUT);
                    bench.breaks("b", FailureKind.TIMEOUT);
                    return bench.ask(attempt);
                }))
                .isInstanceOf(ModelsExhaustedException.class)
                .satisfies(e -> assertThat(((RoutingException) e).trace().attempts())
                        .hasSizeLessThanOrEqualTo(FailoverPolicy.DEFAULT.attempts()));
    }

    /** Both go silent for a while, one after the other; no other call tells that the first one is back. */
    @Test
    void anOpenModelThatFailedTheCallAWhileAgoIsALastResortOncePaidFor() {
        for (int i = 0; i < 3; i++) {
            bench.breaks("a", FailureKind.TIMEOUT);
            assertThatThrownBy(() -> bench.call(router, ONLY_A)).isInstanceOf(RoutingException.class);
        }
        bench.asked.clear();
        RouteRequest pinned = RouteRequest.builder()
                .models(AllowDenyList.ANY.allow("a", "b"))
                .deadline(Duration.ofSeconds(60))
                .build();
        bench.clock.passSeconds(6); // its trial is due: the call is it
        String answer = router.call(pinned, attempt -> {
                    if (attempt.model().id().equals("b")) {
                        bench.clock.passSeconds(2);
                        bench.heals("a");
                        bench.breaks("b", FailureKind.SERVER_ERROR);
                    }
                    return bench.ask(attempt);
                })
                .value();
        assertThat(answer).isEqualTo("a");
        assertThat(bench.asked).containsExactly("a", "b", "a");
    }
}
