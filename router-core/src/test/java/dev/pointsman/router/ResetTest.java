package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import org.junit.jupiter.api.Test;

/** Effect of an operator's reset. */
class ResetTest {
    private final RouterFixture bench = RouterFixture.of("a");
    private final ModelRouter router = bench.router();

    @Test
    void aModelWhoseBreakerIsClosedStartsAfreshToo() {
        double fresh = successRate();
        router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.SERVER_ERROR, "down"));
        router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.SERVER_ERROR, "down"));
        assertThat(successRate()).isLessThan(fresh - .1);
        router.operations().reset("a");
        assertThat(successRate()).isEqualTo(fresh);
    }

    @Test
    void aModelWhoseBreakerWasOpenStartsAfreshAsMuch() {
        double fresh = successRate();
        for (int i = 0; i < 3; i++) {
            router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.SERVER_ERROR, "down"));
        }
        router.operations().reset("a");
        assertThat(successRate()).isEqualTo(fresh);
    }

    private double successRate() {
        return RouterFixture.snapshot(router, "a").statistics().successRate();
    }
}
