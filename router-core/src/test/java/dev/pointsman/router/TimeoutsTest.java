package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.Pool;
import dev.pointsman.policy.RequestOverride;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeoutsTest {

    @Test
    void aModelsOwnLimitsOutweighItsPools() {
        RouterFixture bench = new RouterFixture()
                .model(Model.builder("a", "p")
                        .timeouts(new Timeouts(Duration.ofSeconds(60), null, null))
                        .build());
        Timeouts timeouts = bench.router().route(RouteRequest.ANY).timeouts();
        assertThat(timeouts)
                .isEqualTo(new Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(60)));
    }

    @Test
    void theDeadlineEndsEveryWaitForAFirstTokenOrAWholeAnswerButNoStreamThatFlows() {
        RouterFixture bench = RouterFixture.of("a");
        RoutedCall call = bench.router()
                .begin(RouteRequest.builder().deadline(Duration.ofSeconds(4)).build());
        bench.clock.passSeconds(1);
        assertThat(call.next().timeouts())
                .isEqualTo(new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(3)));
    }

    @Test
    void theRequestIsChangedForItsTierOnly() {
        RouterFixture bench = RouterFixture.of("a", "b");
        RequestOverride shorter = new RequestOverride(512, null, null);
        ModelRouter router = bench.router(
                Pool.of("pool", "a").withTier(Tier.FALLBACK, "b").withChanges(Map.of(Tier.FALLBACK, shorter)));
        assertThat(router.route(RouteRequest.ANY).change()).isEqualTo(RequestOverride.NONE);
        router.operations().forceOpen("a");
        assertThat(router.route(RouteRequest.ANY).change()).isEqualTo(shorter);
    }
}
