package dev.pointsman.gateway;

import dev.pointsman.gateway.access.PublicApi;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.micronaut.usage.UsageLedger;
import dev.pointsman.micronaut.usage.UsageReport;
import dev.pointsman.tenant.TenantAdmission;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Controller of a tenant's own usage, by day, model and key, with the rest of its limits and budgets. */
@PublicApi
@Controller("/v1/usage")
@ExecuteOn(TaskExecutors.BLOCKING) // the usage of other instances is read
final class UsageController {
    private final @Nullable UsageLedger ledger;
    private final @Nullable TenantAdmission tenants;

    UsageController(@Nullable UsageLedger ledger, @Nullable TenantAdmission tenants) {
        this.ledger = ledger;
        this.tenants = tenants;
    }

    /**
     * Returns the usage of the tenant that the request is authenticated for.
     *
     * @param http the request as the server sees it
     * @return rows, totals and limits
     */
    @Get
    Map<String, Object> usage(HttpRequest<?> http) {
        if (ledger == null || tenants == null) {
            throw new HttpStatusException(HttpStatus.NOT_FOUND, "no tenants are configured (pointsman.tenants)");
        }
        String tenant = RouterHeaders.tenant(http);
        if (tenant == null || tenants.tenant(tenant) == null) {
            throw new IllegalArgumentException("tenant: none (expected: a key of one, or its name in X-Router-Tenant)");
        }
        UsageReport report = UsageReport.of(
                ledger,
                tenant,
                http.getParameters().get("by"),
                http.getParameters().get("from"),
                http.getParameters().get("to"));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("tenant", tenant);
        values.putAll(report.values());
        values.put("limits", UsageReport.limits(tenants.balances(tenant, System.nanoTime())));
        return values;
    }
}
