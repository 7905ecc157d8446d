package dev.pointsman.micronaut.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.tenant.Tenant;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Meters of tenants: calls by outcome, tokens and cost, of configured tenants only. */
class TenantUsageMetersTest {
    private static final Model PRICED =
            Model.builder("gold", "p").price(new Pricing(10, 20, 1)).build();
    private static final Model FREE = Model.builder("free", "p").build();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TenantUsageMeters meters = new TenantUsageMeters(
            registry,
            new TenantAdmission(
                    List.of(
                            Tenant.builder("acme").build(),
                            Tenant.builder("beta").build()),
                    new UsageAccounts(UsageStore.inMemory(), "here"),
                    InstantSource.system(),
                    0));

    private void call(@Nullable String tenant, CallOutcome ending, int maxTokens, AttemptRecord... attempts) {
        RouteRequest request = RouteRequest.builder()
                .tenant(tenant)
                .estimatedInputTokens(1_000)
                .maxTokens(maxTokens)
                .build();
        meters.completed(new CompletedCall(
                request,
                new RouteTrace("", 1, "chat", "cost", Arrays.asList(attempts)),
                Duration.ofSeconds(1),
                ending,
                false));
    }

    private static AttemptRecord attempt(Model model, Usage usage, @Nullable FailureKind failure) {
        return new AttemptRecord(
                1,
                model,
                Tier.PRIMARY,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofMillis(5),
                usage,
                model.cost(usage),
                false,
                failure == null ? null : Failure.of(failure, "as wanted"));
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void eachTenantHasItsCallsTokensAndCost() {
        call("acme", CallOutcome.SERVED, 0, attempt(PRICED, Usage.of(1_000, 100), null));
        call("acme", CallOutcome.SERVED, 0, attempt(FREE, Usage.of(10, 1), null));
        call("acme", CallOutcome.REFUSED, 0);
        call("beta", CallOutcome.FAILED, 0);
        assertThat(count(MeterNames.TENANT_CALLS, MeterNames.TENANT, "acme", MeterNames.ENDING, "served"))
                .isEqualTo(2);
        assertThat(count(MeterNames.TENANT_CALLS, MeterNames.TENANT, "acme", MeterNames.ENDING, "refused"))
                .isEqualTo(1);
        assertThat(count(MeterNames.TENANT_CALLS, MeterNames.TENANT, "beta", MeterNames.ENDING, "failed"))
                .isEqualTo(1);
        assertThat(count(MeterNames.TENANT_TOKENS, MeterNames.TENANT, "acme")).isEqualTo(1_111);
        assertThat(count(MeterNames.TENANT_COST, MeterNames.TENANT, "acme")).isEqualTo(.012, Offset.offset(1e-12));
        assertThat(count(MeterNames.TENANT_COST, MeterNames.TENANT, "beta")).isZero();
    }

    @Test
    void aCutAnswerIsEstimatedAsInReports() {
        call("acme", CallOutcome.FAILED, 0, attempt(PRICED, Usage.UNKNOWN, FailureKind.CUT));
        assertThat(count(MeterNames.TENANT_TOKENS, MeterNames.TENANT, "acme")).isEqualTo(1_300);
        call("beta", CallOutcome.FAILED, 50, attempt(PRICED, Usage.UNKNOWN, FailureKind.CUT));
        assertThat(count(MeterNames.TENANT_TOKENS, MeterNames.TENANT, "beta")).isEqualTo(1_050);
        assertThat(count(MeterNames.TENANT_COST, MeterNames.TENANT, "beta")).isEqualTo(.011, Offset.offset(1e-12));
    }

    @Test
    void namesThatAreNotConfiguredAreOneTag() {
        call(null, CallOutcome.SERVED, 0, attempt(PRICED, Usage.of(1, 1), null));
        for (int i = 0; i < 50; i++) {
            call("anything-" + i, CallOutcome.SERVED, 0, attempt(PRICED, Usage.of(1, 1), null));
        }
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag(MeterNames.TENANT))
                .containsOnly("unattributed");
        assertThat(count(MeterNames.TENANT_CALLS, MeterNames.ENDING, "served")).isEqualTo(51);
    }
}
