package dev.pointsman.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.admission.Admission;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.ChargeReceiver;
import dev.pointsman.model.Usage;
import dev.pointsman.tenant.TenantBudget.Period;
import dev.pointsman.trace.RouteResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Budgets count dollars or tokens per period of the calendar in a zone. */
class TenantBudgetsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static TenantBudget usd(String dollars, Period period, Set<String> models, @Nullable String pool) {
        return new TenantBudget(
                TenantBudget.Unit.USD,
                new BigDecimal(dollars).movePointRight(6).longValueExact(),
                period,
                BERLIN,
                models,
                List.of(.95, .8),
                pool);
    }

    private static TenantFixture with(TenantBudget... budgets) {
        return new TenantFixture(Tenant.builder("acme").budgets(budgets).build());
    }

    @Test
    void aSpentBudgetRefusesUntilTheNextDayOfItsZone() {
        TenantFixture fixture = with(usd("0.002", Period.DAY, Set.of(), null));
        fixture.call(TenantFixture.request().models(only("sonnet")), Usage.of(250, 120)); // 0.0017
        Admission.Refusal refusal = fixture.refused();
        assertThat(refusal.reason()).isEqualTo("budget-spent");
        assertThat(refusal.cause()).isEqualTo(Admission.Refusal.Cause.BUDGET);
        assertThat(refusal.limit()).isEqualTo("usd: 0.002/day");
        assertThat(refusal.message()).isEqualTo("budget usd: 0.002/day: $0.0003 left of $0.002, again in 1m");
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMinutes(1)); // midnight in Berlin
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.call()).isNotNull();
    }

    /** As of a deferred call, whose queue books the charge with the call's end. */
    @Test
    void aChargeForAReceiverIsNotBookedByTheAccounts() {
        TenantFixture fixture = with(usd("1", Period.DAY, Set.of(), null));
        List<Long> charges = new ArrayList<>();
        ChargeReceiver receiver = new ChargeReceiver() {
            @Override
            public void spent(String limit, long amount, Duration period, long used) {
                assertThat(amount).isEqualTo(1_000_000);
                charges.add(used);
            }

            @Override
            public void used(String group, String row, double[] sums, Duration life) {
                throw new AssertionError("no report");
            }
        };
        fixture.call(TenantFixture.request().models(only("sonnet")).charges(receiver), Usage.of(100, 50));
        assertThat(charges).containsExactly(700L); // 100 at 2 and 50 at 10 millionths
        assertThat(fixture.left()).isEqualTo(1_000_000 - 700);
        fixture.pass(Duration.ofSeconds(1));
        fixture.pass(Duration.ofSeconds(1));
        assertThat(fixture.left())
                .as("given back to the store, which does not know of it")
                .isEqualTo(1_000_000);
    }

    private static AllowDenyList only(String model) {
        return AllowDenyList.ANY.allow(model);
    }

    @Test
    void theNextPeriodIsOpenedAheadAndThePastOneIsClosed() {
        TenantFixture fixture = with(usd("1", Period.DAY, Set.of(), null));
        fixture.call();
        long before = fixture.left();
        assertThat(before).isLessThan(1_000_000);
        fixture.pass(Duration.ofSeconds(30));
        fixture.tenants().maintain((tenant, budget, mark, spent) -> {}, fixture.now);
        assertThat(fixture.left()).isEqualTo(before);
        fixture.pass(Duration.ofSeconds(40));
        assertThat(fixture.left()).isEqualTo(1_000_000);
        fixture.pass(Duration.ofMinutes(5));
        fixture.tenants().maintain((tenant, budget, mark, spent) -> {}, fixture.now);
        assertThat(fixture.left()).isEqualTo(1_000_000);
    }

    @Test
    void warningMarksAreReportedOncePerPeriod() {
        TenantFixture fixture = with(usd("0.01", Period.DAY, Set.of(), null));
        List<Double> warned = new ArrayList<>();
        TenantListener listener = (tenant, budget, mark, spent) -> warned.add(mark);
        fixture.call(TenantFixture.request().models(only("sonnet")), Usage.of(4_000, 50)); // 0.0085
        fixture.tenants().maintain(listener, fixture.now);
        fixture.tenants().maintain(listener, fixture.now);
        assertThat(warned).containsExactly(.8);
        fixture.call(TenantFixture.request().models(only("sonnet")), Usage.of(600, 0));
        fixture.tenants().maintain(listener, fixture.now);
        assertThat(warned).containsExactly(.8, .95);
        fixture.pass(Duration.ofMinutes(2));
        fixture.call(TenantFixture.request().models(only("sonnet")), Usage.of(4_000, 50));
        fixture.tenants().maintain(listener, fixture.now);
        assertThat(warned).containsExactly(.8, .95, .8);
    }

    @Test
    void aSpentBudgetOfSomeModelsLeavesTheOthers() {
        TenantFixture fixture = with(usd("0.002", Period.DAY, Set.of("sonnet"), null));
        fixture.call(TenantFixture.request().models(only("sonnet")), Usage.of(900, 10));
        for (int i = 0; i < 30; i++) {
            assertThat(fixture.call()).isEqualTo("mini");
        }
        assertThat(fixture.refused(TenantFixture.request().models(only("sonnet")))
                        .reason())
                .isEqualTo("budget-spent");
        assertThat(fixture.refused(TenantFixture.request().pool("secret")).reason())
                .isEqualTo("budget-spent");
    }

    @Test
    void aSpentBudgetGoesOnWithACheaperPoolMarkedDegraded() {
        TenantFixture fixture = with(usd("0.002", Period.DAY, Set.of("sonnet"), "cheap"));
        RouteResult<String> first = fixture.call(TenantFixture.request().models(only("sonnet")), Usage.of(900, 10));
        assertThat(first.degraded()).isFalse();
        RouteResult<String> second = fixture.call(TenantFixture.request().models(only("sonnet")), Usage.of(900, 10));
        assertThat(second.value()).isEqualTo("mini");
        assertThat(second.degraded()).isTrue();
        assertThat(second.trace().pool()).isEqualTo("cheap");
    }

    @Test
    void aWholeBudgetThatGoesOnNeverRefuses() {
        TenantFixture fixture = with(usd("0.002", Period.DAY, Set.of(), "cheap"));
        for (int i = 0; i < 50; i++) {
            fixture.call();
        }
        assertThat(fixture.call()).isEqualTo("mini");
    }

    @Test
    void tokensAreABudgetToo() {
        TenantFixture fixture =
                with(new TenantBudget(TenantBudget.Unit.TOKENS, 400, Period.MONTH, BERLIN, Set.of(), List.of(), null));
        fixture.call();
        fixture.call();
        assertThat(fixture.refused().message()).startsWith("budget tokens: 400/month: 100 tokens left of 400 tokens");
        assertThat(fixture.refused().retryAfter()).isEqualTo(Duration.ofDays(1).plusMinutes(1));
    }

    @Test
    void periodsFollowTheClocksOfTheirZone() {
        Instant spring = Instant.parse("2026-03-29T12:00:00Z");
        BudgetPeriod day = BudgetPeriod.at(Period.DAY, BERLIN, spring);
        assertThat(day.length()).isEqualTo(Duration.ofHours(23));
        assertThat(day.id()).isEqualTo("2026-03-29/Europe/Berlin");
        assertThat(BudgetPeriod.at(Period.WEEK, BERLIN, spring).start())
                .isEqualTo(Instant.parse("2026-03-22T23:00:00Z"));
        assertThat(BudgetPeriod.at(Period.MONTH, BERLIN, spring).end())
                .isEqualTo(Instant.parse("2026-03-31T22:00:00Z"));
    }
}
