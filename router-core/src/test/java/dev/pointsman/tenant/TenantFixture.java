package dev.pointsman.tenant;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.admission.Admission;
import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Router with tenants: an expensive and a cheap model, a manual clock, and a calendar that follows it. */
final class TenantFixture {
    static final Instant BEGIN = Instant.parse("2026-03-30T21:59:00Z");
    private static final long ORIGIN = 7_000_000_000_123L;

    /** One token of a prompt costs 2 millionths of a dollar, one of an answer 10; the cheap model a tenth. */
    private static final Pricing EXPENSIVE = Pricing.of(2, 10);

    private static final Pricing CHEAP = Pricing.of(.2, 1);

    private static final RoutingStrategy EVEN =
            RoutingStrategy.of("even", (decision, scores) -> Arrays.fill(scores, 0, decision.size(), 1), Picker.best());

    long now = ORIGIN;
    private final UsageAccounts accounts;
    private final TenantAdmission tenants;
    private final ModelRouter router;

    TenantFixture(Tenant... tenants) {
        this(UsageStore.inMemory(), true, tenants);
    }

    TenantFixture(UsageStore store, boolean admitsWithoutStore, Tenant... tenants) {
        this.accounts = new UsageAccounts(store, "here");
        this.tenants = new TenantAdmission(
                List.of(tenants), accounts, () -> BEGIN.plusNanos(now - ORIGIN), admitsWithoutStore, now);
        this.router = ModelRouter.builder()
                .model(Model.builder("sonnet", "anthropic")
                        .price(EXPENSIVE)
                        .region("us")
                        .build())
                .model(Model.builder("mini", "openai").price(CHEAP).region("eu").build())
                .pool(Pool.of("chat", "sonnet", "mini"))
                .pool(Pool.of("cheap", "mini"))
                .pool(Pool.of("secret", "sonnet"))
                .goal("balanced", EVEN)
                .goal("cost", EVEN)
                .goal("speed", EVEN)
                .seed(1)
                .clock(() -> now)
                .admission(this.tenants)
                .eligibility(this.tenants.rule())
                .build();
    }

    ModelRouter router() {
        return router;
    }

    TenantAdmission tenants() {
        return tenants;
    }

    void pass(Duration time) {
        now += time.toNanos();
        accounts.renew(now);
    }

    static RouteRequestBuilder request() {
        return RouteRequest.builder().tenant("acme").estimatedInputTokens(100).expectedOutputTokens(50);
    }

    RouteResult<String> call(RouteRequestBuilder request, Usage usage) {
        return router.call(request.build(), attempt -> {
            attempt.succeed(usage);
            return attempt.model().id();
        });
    }

    String call(RouteRequestBuilder request) {
        return call(request, Usage.of(100, 50)).value();
    }

    String call() {
        return call(request());
    }

    Admission.Refusal refused(RouteRequestBuilder request) {
        return catchThrowableOfType(AdmissionRefusedException.class, () -> call(request))
                .refusal();
    }

    Admission.Refusal refused() {
        return refused(request());
    }

    /** Returns what is left of the tenant's first limit or budget. */
    long left() {
        return tenants.balances("acme", now).get(0).left();
    }
}
