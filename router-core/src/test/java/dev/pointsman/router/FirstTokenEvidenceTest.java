package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Evidence of life on its way from an attempt to the breaker. */
class FirstTokenEvidenceTest {
    private static final Failure REFUSED = Failure.of(FailureKind.SERVER_ERROR, "503");
    private static final RouteRequest STREAM =
            RouteRequest.builder().streaming(true).build();

    private final RouterFixture bench = RouterFixture.of("a");
    private final ModelRouter router = bench.router();

    @Test
    void aStreamThatHasBegunSinceTheFirstFailureEndsTheRowLongBeforeItsEnd() {
        fail();
        fail();
        bench.clock.passSeconds(.1);
        Attempt stream = router.route(STREAM);
        bench.clock.passSeconds(.1);
        stream.firstToken();
        fail();
        fail();
        assertThat(state()).isEqualTo(BreakerState.CLOSED);
        stream.succeed();
    }

    @Test
    void aStreamOfBeforeDoesNot() {
        Attempt stream = router.route(STREAM);
        bench.clock.passSeconds(.1);
        fail();
        fail();
        stream.firstToken();
        fail();
        assertThat(state()).isEqualTo(BreakerState.OPEN);
        stream.succeed();
    }

    @Test
    void sixtyAnswersUnderWayAndFivePercentRefusedTripNothing() {
        List<Attempt> underWay = new ArrayList<>();
        for (int call = 1; call <= 1_200; call++) {
            bench.clock.passSeconds(.1);
            if (call % 20 == 0) {
                fail();
            } else {
                underWay.add(router.route(RouteRequest.ANY));
            }
            if (underWay.size() > 60) {
                underWay.remove(0).succeed();
            }
            assertThat(state()).as("call %s", call).isEqualTo(BreakerState.CLOSED);
        }
        underWay.forEach(Attempt::close);
    }

    private void fail() {
        Attempt attempt = router.route(RouteRequest.ANY);
        bench.clock.passSeconds(.005);
        attempt.fail(REFUSED);
    }

    private BreakerState state() {
        return RouterFixture.snapshot(router, "a").breaker().state();
    }
}
