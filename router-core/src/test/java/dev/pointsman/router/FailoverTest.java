package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.FailureKind.FailoverScope;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Order of models after failed attempts, and the end of a call. */
class FailoverTest {
    @ParameterizedTest
    @EnumSource
    void everyKindOfFailureGoesToWhomItMay(FailureKind kind) {
        RouterFixture bench = RouterFixture.of("a", "b").breaks("a", kind);
        ModelRouter router = bench.router();

        if (kind.failoverScope() != FailoverScope.NONE) {
            RouteResult<String> result = bench.call(router, RouteRequest.ANY);
            assertThat(result.value()).isEqualTo("b");
            assertThat(result.model().id()).isEqualTo("b");
            assertThat(result.degraded()).isFalse();
            assertThat(result.trace().attempts())
                    .extracting(each ->
                            each.failure() == null ? null : each.failure().kind())
                    .containsExactly(kind, null);
        } else {
            assertThatThrownBy(() -> bench.call(router)).isInstanceOf(RuntimeException.class);
            assertThat(bench.asked).containsExactly("a");
        }
    }

    @Test
    void aCallTooLongForOneModelGoesOnlyToLargerOrUnknownWindows() {
        RouterFixture bench = new RouterFixture()
                .model(Model.builder("a", "p").contextWindow(1000).build())
                .model(Model.builder("smaller", "p").contextWindow(500).build())
                .model(Model.builder("same", "p").contextWindow(1000).build())
                .model(Model.builder("unknown", "p").build())
                .model(Model.builder("larger", "p").contextWindow(2000).build())
                .model(Model.builder("largest", "p").contextWindow(3000).build());
        bench.breaks("a", FailureKind.CONTEXT_LENGTH).breaks("larger", FailureKind.CONTEXT_LENGTH);

        bench.breaks("unknown", FailureKind.CONTEXT_LENGTH);

        assertThat(bench.call(bench.router())).isEqualTo("largest");
        assertThat(bench.asked).containsExactly("a", "unknown", "larger", "largest");
    }

    @Test
    void ofModelsOfUnknownWindowOnlyOneIsAskedAfterTheFirstRefusal() {
        RouterFixture bench = new RouterFixture()
                .model(Model.builder("a", "p").build())
                .model(Model.builder("b", "p").build())
                .model(Model.builder("c", "p").build());
        bench.breaks("a", FailureKind.CONTEXT_LENGTH).breaks("b", FailureKind.CONTEXT_LENGTH);

        assertThatThrownBy(() -> bench.call(bench.router())).isInstanceOf(RequestRefusedException.class);
        assertThat(bench.asked).containsExactly("a", "b");
    }

    @Test
    void aModelOfUnknownWindowAnswersWhatWasTooLongForAnother() {
        RouterFixture bench = new RouterFixture()
                .model(Model.builder("a", "p").contextWindow(1000).build())
                .model(Model.builder("unknown", "p").build());
        bench.breaks("a", FailureKind.CONTEXT_LENGTH);

        assertThat(bench.call(bench.router())).isEqualTo("unknown");
    }

    @Test
    void failoverTakesTheRestInTheStrategysOrder() {
        RouterFixture bench = RouterFixture.of("a", "b", "c", "d")
                .breaks("a", FailureKind.TIMEOUT)
                .breaks("b", FailureKind.CUT)
                .breaks("c", FailureKind.RATE_LIMITED);

        assertThat(bench.call(bench.router())).isEqualTo("d");
        assertThat(bench.asked).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aCallHasSoManyAttemptsAndNoMore() {
        RouterFixture bench = RouterFixture.of("a", "b", "c", "d", "e", "f");
        for (String id : List.of("a", "b", "c", "d", "e", "f")) {
            bench.breaks(id, FailureKind.SERVER_ERROR);
        }
        ModelRouter router =
                bench.router(FailoverPolicy.builder().attempts(3).retrySame(0).build());

        ModelsExhaustedException exhausted =
                catchThrowableOfType(ModelsExhaustedException.class, () -> bench.call(router));
        assertThat(bench.asked).containsExactly("a", "b", "c");
        assertThat(exhausted.trace().attempts())
                .extracting(each -> each.model().id())
                .containsExactly("a", "b", "c");
        assertThat(exhausted.trace().attempts())
                .allSatisfy(each -> assertThat(each.duration()).isEqualTo(Duration.ofMillis(100)));
        assertThat(exhausted.failure().kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(exhausted).hasCauseInstanceOf(ProviderException.class);
        assertThat(exhausted).hasMessageContaining("a server-error: as told after 100 ms; b server-error");
    }

    @Test
    void eachModelIsTriedOnceAndTheTraceTellsWhy() {
        RouterFixture bench = RouterFixture.of("a").breaks("a", FailureKind.SERVER_ERROR);

        assertThatThrownBy(() -> bench.call(bench.router())).isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.asked).containsExactly("a");
    }

    @Test
    void afterTheDeadlineNoAttemptBegins() {
        RouterFixture bench =
                RouterFixture.of("a", "b", "c").breaks("a", FailureKind.TIMEOUT).breaks("b", FailureKind.TIMEOUT);
        ModelRouter router = bench.router();
        RouteRequest hasty =
                RouteRequest.builder().deadline(Duration.ofMillis(200)).build();

        assertThatThrownBy(() -> bench.call(router, hasty)).isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.asked).containsExactly("a", "b");
    }

    @Test
    void aDeadlineMayBeAnAgeAway() {
        RouterFixture bench = RouterFixture.of("a", "b").breaks("a", FailureKind.TIMEOUT);
        RouteRequest patient = RouteRequest.builder()
                .deadline(Duration.ofSeconds(Long.MAX_VALUE))
                .build();

        assertThat(bench.call(bench.router(), patient).value()).isEqualTo("b");
    }

    @Test
    void aLowerTierServesOnlyWhenNobodyAboveIsAvailableAndSaysSo() {
        RouterFixture bench = RouterFixture.of("a", "b", "spare", "last");
        ModelRouter router = bench.router(
                Pool.of("pool", "a", "b").withTier(Tier.FALLBACK, "spare").withTier(Tier.EMERGENCY, "last"));

        assertThat(bench.call(router, RouteRequest.ANY).degraded()).isFalse();
        bench.breaks("a", FailureKind.SERVER_ERROR);
        RouteResult<String> second = bench.call(router, RouteRequest.ANY);
        assertThat(second.value()).isEqualTo("b");
        assertThat(second.degraded()).isFalse();

        router.operations().forceOpen("b");
        RouteResult<String> third = bench.call(router, RouteRequest.ANY);
        assertThat(third.value()).isEqualTo("spare");
        assertThat(third.degraded()).isTrue();
        assertThat(third.trace().attempts())
                .extracting(AttemptRecord::tier)
                .containsExactly(Tier.PRIMARY, Tier.FALLBACK);

        router.operations().forceOpen("spare");
        router.operations().forceOpen("a");
        assertThat(bench.call(router, RouteRequest.ANY).value()).isEqualTo("last");
    }
}
