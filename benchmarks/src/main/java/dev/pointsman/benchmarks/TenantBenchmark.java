package dev.pointsman.benchmarks;

import dev.pointsman.admission.Admission;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import dev.pointsman.state.UsageAccounts;
import dev.pointsman.state.UsageStore;
import dev.pointsman.tenant.Tenant;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.tenant.TenantBudget;
import dev.pointsman.tenant.TenantLimit;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Cost of a tenant's limits on the thread of a call: preparation, reservation and settlement with three limits and two
 * budgets; the same for a call without a tenant.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TenantBenchmark {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private TenantAdmission admission;
    private List<Model> models;
    private RouteRequest request;
    private RouteRequest anonymous;
    private CompletedCall completed;
    private long begin;

    /** Creates a tenant whose limits are never used up. */
    @Setup
    public void start() {
        begin = System.nanoTime();
        models = List.of(
                Model.builder("a", "p").price(Pricing.of(2, 10)).build(),
                Model.builder("b", "p").price(Pricing.of(.2, 1)).build(),
                Model.builder("c", "q").price(Pricing.of(1, 4)).build());
        Tenant acme = Tenant.builder("acme")
                .limits(
                        TenantLimit.requests(Long.MAX_VALUE / 4, MINUTE),
                        TenantLimit.tokens(Long.MAX_VALUE / 4, MINUTE),
                        TenantLimit.concurrent(1_000_000))
                .budgets(
                        TenantBudget.usd(new BigDecimal("1000000000000"), TenantBudget.Period.MONTH, ZoneOffset.UTC),
                        TenantBudget.usd(new BigDecimal("1000000000000"), TenantBudget.Period.DAY, ZoneOffset.UTC))
                .build();
        admission = new TenantAdmission(
                List.of(acme), new UsageAccounts(UsageStore.inMemory(), "here"), InstantSource.system(), begin);
        request = RouteRequest.builder()
                .tenant("acme")
                .estimatedInputTokens(900)
                .maxTokens(400)
                .build();
        anonymous = RouteRequest.ANY;
        AttemptRecord attempt = new AttemptRecord(
                1, models.get(0), Tier.PRIMARY, Duration.ZERO, MINUTE, MINUTE, Usage.of(880, 210), .004, false, null);
        completed = new CompletedCall(
                request,
                new RouteTrace("", 1, "chat", "balanced", List.of(attempt)),
                MINUTE,
                CallOutcome.SERVED,
                false);
    }

    private Admission.Result run(RouteRequest asked) {
        RouteRequest prepared = admission.prepare(asked, name -> models, begin);
        Admission.Result result = admission.admit(prepared, models, begin);
        if (result instanceof Admission.Permit permit) {
            permit.settle(completed, begin);
        } else {
            throw new IllegalStateException(result.toString());
        }
        return result;
    }

    /** A call of a tenant with three limits and two budgets. */
    @Benchmark
    public Admission.Result threeLimitsAndTwoBudgets() {
        return run(request);
    }

    /** A call without a tenant. */
    @Benchmark
    public Admission.Result withoutTenant() {
        return run(anonymous);
    }
}
