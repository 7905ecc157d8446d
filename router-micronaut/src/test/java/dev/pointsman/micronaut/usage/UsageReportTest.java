package dev.pointsman.micronaut.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.tenant.Tenant;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every call is a row of a report: answered, cut, failed, refused, of a tenant or of none. */
class UsageReportTest {
    private static final Model GOLD = Model.builder("gold", "p")
            .price(new Pricing(10, 20, 1).withCacheWrites(12, 20))
            .build();
    private static final Model FREE = Model.builder("free", "p").build();

    private final UsageLedger ledger = new UsageLedger(
            Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC),
            new TenantAdmission(
                    List.of(
                            Tenant.builder("acme").build(),
                            Tenant.builder("=cmd").build()),
                    new UsageAccounts(UsageStore.inMemory(), "here"),
                    InstantSource.system(),
                    0),
            null);

    private void call(@Nullable String tenant, CallOutcome ending, AttemptRecord... attempts) {
        RouteRequest request = RouteRequest.builder()
                .tenant(tenant)
                .key(tenant == null ? null : "ci")
                .estimatedInputTokens(1_000)
                .expectedOutputTokens(500)
                .build();
        ledger.completed(new CompletedCall(
                request,
                new RouteTrace("", 1, "chat", "cost", Arrays.asList(attempts)),
                Duration.ofSeconds(1),
                ending,
                false));
    }

    private static AttemptRecord attempt(Model model, Usage usage, @Nullable FailureKind failure, boolean answered) {
        return new AttemptRecord(
                1,
                model,
                Tier.PRIMARY,
                Duration.ZERO,
                Duration.ofSeconds(1),
                answered ? Duration.ofMillis(5) : null,
                usage,
                model.cost(usage),
                false,
                failure == null ? null : Failure.of(failure, "as wanted"));
    }

    private Map<String, Object> total(@Nullable String tenant) {
        @SuppressWarnings("unchecked")
        Map<String, Object> total = (Map<String, Object>)
                UsageReport.of(ledger, tenant, null, null, null).values().get("total");
        return total;
    }

    @Test
    void cachedAndWrittenTokensAreCountedAndPriced() {
        call("acme", CallOutcome.SERVED, attempt(GOLD, new Usage(1_000, 600, 300, 100, 50), null, true));
        // 100 plain at 10, 600 cached at 1, 200 written at 12, 100 for an hour at 20, 50 of the answer at 20
        assertThat(total("acme"))
                .containsEntry("calls", 1L)
                .containsEntry("input_tokens", 1_000L)
                .containsEntry("cached_tokens", 600L)
                .containsEntry("cached_share", new BigDecimal("0.6000"))
                .containsEntry("cache_write_tokens", 300L)
                .containsEntry("cost_usd", new BigDecimal("0.007000"))
                .containsEntry("cache_saved_usd", new BigDecimal("0.004000"))
                .containsEntry("estimated_usd", new BigDecimal("0.000000"));
    }

    @Test
    void whatNoProviderToldIsEstimatedAndMarked() {
        call("acme", CallOutcome.CANCELLED, attempt(GOLD, Usage.UNKNOWN, FailureKind.CANCELLED, true));
        assertThat(total("acme"))
                .containsEntry("failed", 1L)
                .containsEntry("output_tokens", 500L)
                .containsEntry("cost_usd", new BigDecimal("0.020000"))
                .containsEntry("estimated_usd", new BigDecimal("0.020000"));
    }

    @Test
    void aFallbackIsItsOwnFigureAndFailedAttemptsBeforeAnAnswerAreFree() {
        call(
                "acme",
                CallOutcome.SERVED,
                attempt(FREE, Usage.UNKNOWN, FailureKind.SERVER_ERROR, false),
                attempt(GOLD, Usage.of(100, 0), null, true));
        assertThat(total("acme"))
                .containsEntry("calls", 1L)
                .containsEntry("fallback_usd", new BigDecimal("0.001000"))
                .containsEntry("unpriced_tokens", 0L);
    }

    @Test
    void modelsWithoutAPriceAreTokensWithoutCost() {
        call("acme", CallOutcome.SERVED, attempt(FREE, Usage.of(100, 7), null, true));
        assertThat(total("acme")).containsEntry("unpriced_tokens", 107L).containsEntry("calls", 1L);
    }

    @Test
    void otherCallsAreUnattributed() {
        call(null, CallOutcome.SERVED, attempt(GOLD, Usage.of(100, 0), null, true));
        call("stranger", CallOutcome.FAILED);
        call("acme", CallOutcome.REFUSED);
        assertThat(UsageReport.of(ledger, null, "tenant", null, null).csv()).isEqualTo("""
                tenant,calls,failed,refused,input_tokens,cached_tokens,cache_write_tokens,output_tokens,cost_usd,estimated_usd,fallback_usd,cache_saved_usd,unpriced_tokens,cached_share,session_turns,session_switches,cached_calls,response_saved_usd
                "acme",0,0,1,0,0,0,0,0.000000,0.000000,0.000000,0.000000,0,0.0000,0,0,0,0.000000
                "unattributed",1,1,0,100,0,0,0,0.001000,0.000000,0.000000,0.000000,0,0.0000,0,0,0,0.000000
                """);
        assertThat(total("acme")).containsEntry("refused", 1L).containsEntry("calls", 0L);
    }

    @Test
    void callsOfSessionsAndTheirSwitchesAreCountedAtTheModelThatTheyGoTo() {
        ModelRouter router = ModelRouter.builder()
                .models(List.of(GOLD, FREE))
                .pool(Pool.of("chat", "gold", "free"))
                .listener(ledger)
                .build();
        turn(router, "s", "gold");
        turn(router, "s", "gold");
        turn(router, "s", "free");
        turn(router, "s", "free");
        turn(router, "other", "gold");
        turn(router, null, "gold");
        assertThat(UsageReport.of(ledger, "acme", "model", null, null).csv().lines())
                .map(line -> line.replaceFirst(",.*,(?=\\d+,\\d+,\\d+,[0-9.]+$)", " "))
                .endsWith("\"free\" 2,1,0,0.000000", "\"gold\" 1,0,0,0.000000");
        assertThat(total("acme")).containsEntry("session_turns", 3L).containsEntry("session_switches", 1L);
    }

    private static void turn(ModelRouter router, @Nullable String session, String model) {
        router.call(
                RouteRequest.builder()
                        .tenant("acme")
                        .session(session)
                        .models(AllowDenyList.ANY.allow(model))
                        .build(),
                attempt -> attempt.model().id());
    }

    @Test
    void namesInCsvAreNoFormulas() {
        call("=cmd", CallOutcome.REFUSED);
        assertThat(UsageReport.of(ledger, null, "tenant,key", null, null).csv()).contains("\n\"'=cmd\",\"ci\",0,");
    }

    @Test
    void daysAndColumnsAreChecked() {
        call("acme", CallOutcome.REFUSED);
        assertThat(UsageReport.of(ledger, null, "day", "2026-12-01", null).csv().lines())
                .hasSize(1);
        assertThat(UsageReport.of(ledger, null, "day", null, "2026-11-30").csv().lines())
                .hasSize(2);
        assertThatThrownBy(() -> UsageReport.of(ledger, null, "day", "soon", null))
                .hasMessage("from: not a day (expected: such as 2026-11-30)");
        assertThatThrownBy(() -> UsageReport.of(ledger, null, "colour", null, null))
                .hasMessageStartingWith("by: unknown column (expected:");
    }
}
