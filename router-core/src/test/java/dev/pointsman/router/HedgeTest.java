package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HedgeTest {
    private static final Duration LATE = Duration.ofMillis(300);

    private final RouterFixture bench = RouterFixture.of("a", "b");

    @Test
    void aPoolDoesNotHedgeUnlessItIsToldTo() {
        RoutedCall call = bench.router().begin(RouteRequest.ANY);
        assertThat(call.hedgeDelay(call.next())).isNull();
        assertThat(call.hedge()).isNull();
    }

    @Test
    void atMostTheBudgetsShareOfCallsIsHedged() {
        ModelRouter router = bench.router(Pool.of("pool", "a", "b").withHedge(new HedgePolicy(true, LATE, .05)));
        int hedged = 0;
        int calls = 1000;
        for (int i = 0; i < calls; i++) {
            RoutedCall call = router.begin(RouteRequest.ANY);
            Attempt first = call.next();
            assertThat(call.hedgeDelay(first)).isEqualTo(LATE);
            Attempt second = call.hedge();
            if (second != null) {
                hedged++;
                assertThat(second.model()).isNotEqualTo(first.model());
                call.cancelled(second);
            }
            call.succeeded(first, "answer");
            bench.clock.passSeconds(.1);
        }
        assertThat(hedged).isBetween(40, 50);
        assertThat(router.operations().snapshot())
                .allMatch(each -> each.statistics().inFlight() == 0);
    }

    @Test
    void manyAtOnceGetNoMoreThanTheBudget() {
        ModelRouter router = bench.router(Pool.of("pool", "a", "b").withHedge(new HedgePolicy(true, LATE, .5)));
        List<RoutedCall> calls = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            calls.add(router.begin(RouteRequest.ANY));
        }
        calls.forEach(RoutedCall::next);
        assertThat(calls.parallelStream().filter(call -> call.hedge() != null).count())
                .isEqualTo(32);
    }

    @Test
    void theWaitIsTheModelsOwnNinetyFifthPercentile() {
        ModelRouter router = bench.router(Pool.of("pool", "a", "b").withHedge(new HedgePolicy(true, null, .05)));
        RouteRequest streaming = RouteRequest.builder().streaming(true).build();
        for (int i = 0; i < 50; i++) {
            Attempt attempt = router.route(streaming);
            bench.clock.passSeconds(.2);
            attempt.firstToken();
            attempt.succeed(Usage.of(10, 10));
        }
        RoutedCall call = router.begin(streaming);
        assertThat(call.hedgeDelay(call.next()).toMillis()).isBetween(250L, 450L);
    }
}
