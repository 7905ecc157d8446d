package dev.pointsman.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.trace.AttemptRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Models of a provider whose limits are used up are excluded until the period ends. */
class ProviderLimitsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Model LIMITED = Model.builder("a", "openai").build();
    private static final Model OTHER = Model.builder("b", "other").build();
    private static final RouteRequest REQUEST = RouteRequest.builder()
            .estimatedInputTokens(100)
            .expectedOutputTokens(50)
            .build();

    private final UsageAccounts accounts = new UsageAccounts(UsageStore.inMemory(), "here");
    private long now = 77;

    private ProviderLimits limits(TenantLimit... all) {
        return new ProviderLimits(Map.of("openai", List.of(all)), accounts, now);
    }

    private boolean excludes(ProviderLimits limits, Model model) {
        return limits.rule().excludes(model, REQUEST, now);
    }

    @Test
    void requestsCountWhenTheyBegin() {
        ProviderLimits limits = limits(TenantLimit.requests(2, MINUTE));
        limits.began(LIMITED, now);
        limits.began(OTHER, now);
        assertThat(excludes(limits, LIMITED)).isFalse();
        limits.began(LIMITED, now);
        assertThat(excludes(limits, LIMITED)).isTrue();
        assertThat(excludes(limits, OTHER)).isFalse();
        assertThat(limits.rule().detail(LIMITED, REQUEST, now))
                .isEqualTo("the provider's limit is used up, again in 1m");
        now += 1_000_000_000;
        accounts.renew(now); // reported in its period
        now += MINUTE.toNanos();
        accounts.renew(now);
        assertThat(excludes(limits, LIMITED)).isFalse();
    }

    @Test
    void strategiesSeeWhatIsLeft() {
        ProviderLimits limits = limits(TenantLimit.requests(4, MINUTE), TenantLimit.tokens(1_000, MINUTE));
        assertThat(limits.rule().hasHeadroom()).isTrue();
        assertThat(limits.rule().headroom(LIMITED, REQUEST, now)).isEqualTo(1);
        limits.began(LIMITED, now);
        assertThat(limits.rule().headroom(LIMITED, REQUEST, now)).isEqualTo(.75);
        limits.ended(attempt(Usage.of(700, 100)), REQUEST);
        assertThat(limits.rule().headroom(LIMITED, REQUEST, now)).isEqualTo(.2);
        assertThat(limits.rule().headroom(OTHER, REQUEST, now)).isEqualTo(1);
    }

    @Test
    void tokensCountWhenTheyAreKnown() {
        ProviderLimits limits = limits(TenantLimit.tokens(1_000, MINUTE));
        limits.began(LIMITED, now);
        limits.ended(attempt(Usage.of(700, 100)), REQUEST);
        assertThat(excludes(limits, LIMITED)).isFalse();
        limits.ended(attempt(Usage.of(60, 0)), REQUEST);
        assertThat(excludes(limits, LIMITED)).isTrue();
    }

    @Test
    void withoutTheStoreNothingIsExcluded() {
        UsageStore gone = (limit, request, at) -> CompletableFuture.failedFuture(new IllegalStateException("gone"));
        ProviderLimits limits = new ProviderLimits(
                Map.of("openai", List.of(TenantLimit.requests(1, MINUTE))), new UsageAccounts(gone, "here"), now);
        limits.began(LIMITED, now);
        limits.began(LIMITED, now);
        assertThat(excludes(limits, LIMITED)).isFalse();
        assertThat(limits.rule().headroom(LIMITED, REQUEST, now)).isEqualTo(1);
    }

    @Test
    void callsUnderWayAreNoLimitOfAProvider() {
        assertThatThrownBy(() -> limits(TenantLimit.concurrent(1))).isInstanceOf(IllegalArgumentException.class);
    }

    private static AttemptRecord attempt(Usage usage) {
        return new AttemptRecord(
                1, LIMITED, Tier.PRIMARY, Duration.ZERO, MINUTE, MINUTE, usage, Double.NaN, false, null);
    }
}
