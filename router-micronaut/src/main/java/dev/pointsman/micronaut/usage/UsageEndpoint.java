package dev.pointsman.micronaut.usage;

import dev.pointsman.tenant.TenantAdmission;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Management endpoint of the usage of all tenants, for operators: {@code ?by=tenant,model&from=…&to=…&format=csv}. */
@Endpoint(id = "usage", defaultSensitive = true)
@Requires(classes = Endpoint.class)
final class UsageEndpoint {
    private final @Nullable UsageLedger ledger;
    private final @Nullable TenantAdmission tenants;

    UsageEndpoint(@Nullable UsageLedger ledger, @Nullable TenantAdmission tenants) {
        this.ledger = ledger;
        this.tenants = tenants;
    }

    @ExecuteOn(TaskExecutors.BLOCKING) // the usage of other instances is read
    @Read(produces = {MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> report(HttpRequest<?> request) {
        if (ledger == null) {
            return HttpResponse.notFound(Map.of("message", "no tenants are configured (pointsman.tenants)"))
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        UsageReport report;
        try {
            report = UsageReport.of(
                    ledger,
                    query(request, "tenant"),
                    query(request, "by"),
                    query(request, "from"),
                    query(request, "to"));
        } catch (IllegalArgumentException e) {
            return HttpResponse.badRequest(Map.of("message", String.valueOf(e.getMessage())))
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        if ("csv".equals(query(request, "format"))) {
            return HttpResponse.ok(report.csv()).contentType(MediaType.TEXT_CSV_TYPE);
        }
        Map<String, Object> values = new LinkedHashMap<>(report.values());
        values.put("limits", balances());
        return HttpResponse.ok(values).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private Map<String, List<Map<String, Object>>> balances() {
        Map<String, List<Map<String, Object>>> balances = new TreeMap<>();
        TenantAdmission known = tenants;
        if (known != null) {
            known.names()
                    .forEach(name -> balances.put(name, UsageReport.limits(known.balances(name, System.nanoTime()))));
        }
        return balances;
    }

    private static @Nullable String query(HttpRequest<?> request, String name) {
        return request.getParameters().get(name);
    }
}
