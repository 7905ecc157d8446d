package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Limits;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void aModelsOwnLimitsOutweighItsPools() {
        Bench bench = new Bench()
                .model(Model.builder("a", "p")
                        .limits(new Limits(Duration.ofSeconds(60), null, null))
                        .build());
        Limits limits = bench.router().route(RouteRequest.ANY).limits();
        assertThat(limits)
                .isEqualTo(new Limits(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(60)));
    }

    @Test
    void theDeadlineEndsEveryWaitForAFirstTokenOrAWholeAnswerButNoStreamThatFlows() {
        Bench bench = Bench.of("a");
        RoutedCall call = bench.router()
                .begin(RouteRequest.builder().deadline(Duration.ofSeconds(4)).build());
        bench.clock.passSeconds(1);
        assertThat(call.next().limits())
                .isEqualTo(new Limits(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(3)));
    }

    @Test
    void theRequestIsChangedForItsTierOnly() {
        Bench bench = Bench.of("a", "b");
        RequestChange shorter = new RequestChange(512, null, null);
        ModelRouter router = bench.router(
                Pool.of("pool", "a").withTier(Tier.FALLBACK, "b").withChanges(Map.of(Tier.FALLBACK, shorter)));
        assertThat(router.route(RouteRequest.ANY).change()).isEqualTo(RequestChange.NONE);
        router.hold("a");
        assertThat(router.route(RouteRequest.ANY).change()).isEqualTo(shorter);
    }
}
