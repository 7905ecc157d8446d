package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests of one caller do not affect a model's health for others. */
class CallerIsolationTest {
    private static final RouteRequest ODD = RouteRequest.builder().shape(7).build();

    private final RouterFixture bench = RouterFixture.of("a");

    @Test
    void aTimeoutAtTheCallersOwnDeadlineTeachesNothing() {
        ModelRouter router = bench.router();
        for (int i = 0; i < 20; i++) {
            timeOut(
                    router,
                    RouteRequest.builder().deadline(Duration.ofMillis(50)).build());
        }
        assertThat(state(router)).isEqualTo(BreakerState.CLOSED);
        assertThat(RouterFixture.snapshot(router, "a").statistics().failures()).isZero();
    }

    @Test
    void aStreamsFirstTokenThatIsLateForItsCallerAloneTeachesNothing() {
        ModelRouter router = bench.router();
        for (int i = 0; i < 20; i++) {
            timeOut(
                    router,
                    RouteRequest.builder()
                            .streaming(true)
                            .deadline(Duration.ofSeconds(1))
                            .build());
        }
        assertThat(state(router)).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aTimeoutAtTheModelsOwnLimitCounts() {
        ModelRouter router = bench.router();
        for (int i = 0; i < 3; i++) {
            timeOut(router, RouteRequest.ANY);
        }
        assertThat(state(router)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aStallAfterTheFirstTokenCountsWhateverTheDeadline() {
        ModelRouter router = bench.router();
        RouteRequest streaming = RouteRequest.builder()
                .streaming(true)
                .deadline(Duration.ofSeconds(1))
                .build();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> router.call(streaming, attempt -> {
                        attempt.firstToken();
                        bench.clock.passSeconds(5);
                        throw new ProviderException(Failure.of(FailureKind.TIMEOUT, "stalled"));
                    }))
                    .isInstanceOf(RoutingException.class);
        }
        assertThat(state(router)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void anUnusualRequestDoesNotBlameAModelThatServesOthers() {
        ModelRouter router = bench.router();
        bench.call(router);
        for (int i = 0; i < 20; i++) {
            bench.breaks("a", FailureKind.CUT);
            failing(router, ODD);
            failing(router, ODD);
            failing(router, ODD);
            bench.heals("a");
            bench.call(router);
        }
        assertThat(state(router)).isEqualTo(BreakerState.CLOSED);
        assertThat(RouterFixture.snapshot(router, "a").statistics().failures()).isZero();
    }

    @Test
    void anUnusualRequestThatWasServedBeforeCounts() {
        ModelRouter router = bench.router();
        bench.call(router, ODD);
        bench.breaks("a", FailureKind.CUT);
        for (int i = 0; i < 3; i++) {
            failing(router, ODD);
        }
        assertThat(state(router)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aModelThatServesNobodyAnyMoreIsFoundByUnusualRequestsToo() {
        ModelRouter router = bench.router();
        bench.call(router);
        bench.breaks("a", FailureKind.SERVER_ERROR);
        for (int i = 0; i < 9; i++) {
            failing(router, RouteRequest.builder().shape(i + 1).build());
        }
        assertThat(state(router)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aModelThatHasServedNothingYetIsNotExcused() {
        ModelRouter router = bench.router();
        bench.breaks("a", FailureKind.SERVER_ERROR);
        for (int i = 0; i < 3; i++) {
            failing(router, ODD);
        }
        assertThat(state(router)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void oneTenantsFailuresOpenNothingForAnother() {
        ModelRouter router = bench.router();
        RouteRequest good = RouteRequest.builder().tenant("good").build();
        RouteRequest bad = RouteRequest.builder().tenant("bad").build();
        bench.call(router, good);
        bench.breaks("a", FailureKind.TIMEOUT);
        for (int i = 0; i < 20; i++) {
            failing(router, bad);
        }
        assertThat(state(router)).isEqualTo(BreakerState.CLOSED);
        failing(router, good);
        assertThat(state(router)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aLongCooldownIsToldOnce() {
        List<Duration> told = new ArrayList<>();
        bench.builder().listener(new RouterListener() {
            @Override
            public ModelListener model(dev.pointsman.model.Model model, dev.pointsman.model.Operation operation) {
                return new ModelListener() {
                    @Override
                    public void cooledDown(Duration untilTrial) {
                        told.add(untilTrial);
                    }
                };
            }
        });
        ModelRouter router = bench.router();
        bench.breaks("a", new Failure(FailureKind.RATE_LIMITED, 429, "later", Duration.ofDays(365)));
        failing(router, RouteRequest.ANY);
        failing(router, RouteRequest.ANY);
        assertThat(told).containsExactly(Duration.ofSeconds(450));
    }

    private void timeOut(ModelRouter router, RouteRequest request) {
        assertThatThrownBy(() -> router.call(request, attempt -> {
                    Duration first = attempt.timeouts().firstToken();
                    Duration whole = attempt.timeouts().response();
                    bench.clock.pass(request.streaming() ? first : whole);
                    throw new ProviderException(Failure.of(FailureKind.TIMEOUT, "late"));
                }))
                .isInstanceOf(RoutingException.class);
    }

    private void failing(ModelRouter router, RouteRequest request) {
        assertThatThrownBy(() -> bench.call(router, request)).isInstanceOf(RoutingException.class);
    }

    private static BreakerState state(ModelRouter router) {
        return RouterFixture.snapshot(router, "a").breaker().state();
    }
}
