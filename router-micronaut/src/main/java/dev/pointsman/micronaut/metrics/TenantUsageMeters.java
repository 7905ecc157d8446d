package dev.pointsman.micronaut.metrics;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.RouterListener;
import dev.pointsman.tenant.AttemptCharges;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Meters of calls, tokens and cost by configured tenant; other calls are {@code unattributed}. Thread-safe. */
final class TenantUsageMeters implements RouterListener {
    private static final String UNATTRIBUTED = "unattributed";

    private final MeterRegistry registry;
    private final TenantAdmission tenants;
    private final Map<String, OneTenant> meters = new ConcurrentHashMap<>();

    TenantUsageMeters(MeterRegistry registry, TenantAdmission tenants) {
        this.registry = registry;
        this.tenants = tenants;
    }

    @Override
    public void completed(CompletedCall call) {
        String tenant = call.request().tenant();
        String known = tenant == null || tenants.tenant(tenant) == null ? UNATTRIBUTED : tenant;
        meters.computeIfAbsent(known, name -> new OneTenant(registry, Tags.of(MeterNames.TENANT, name)))
                .completed(call);
    }

    /** Meters of one tenant. */
    private static final class OneTenant {
        private final EnumMeters<CallOutcome, Counter> calls;
        private final Counter tokens;
        private final Counter cost;

        OneTenant(MeterRegistry registry, Tags tags) {
            this.calls = new EnumMeters<>(
                    CallOutcome.class,
                    ending -> Counter.builder(MeterNames.TENANT_CALLS)
                            .description("calls of a tenant, by outcome")
                            .tags(tags.and(MeterNames.ENDING, ModelKey.word(ending)))
                            .register(registry));
            this.tokens = Counter.builder(MeterNames.TENANT_TOKENS)
                    .description("tokens of prompts and answers of a tenant, estimated where no usage was told")
                    .tags(tags)
                    .register(registry);
            this.cost = Counter.builder(MeterNames.TENANT_COST)
                    .description("cost of a tenant, of models with a price")
                    .baseUnit(MeterNames.US_DOLLARS)
                    .tags(tags)
                    .register(registry);
        }

        void completed(CompletedCall call) {
            calls.of(call.ending()).increment();
            RouteRequest request = call.request();
            int input = request.estimatedInputTokens();
            int output = AttemptCharges.answer(request);
            for (AttemptRecord attempt : call.trace().attempts()) {
                tokens.increment(
                        (double) (AttemptCharges.input(attempt, input) + AttemptCharges.output(attempt, output)));
                double charged = AttemptCharges.cost(attempt, input, output);
                if (charged > 0) {
                    cost.increment(charged);
                }
            }
        }
    }
}
