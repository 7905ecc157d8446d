package dev.pointsman.gateway.access;

import dev.pointsman.micronaut.tenant.ClientKey;
import dev.pointsman.micronaut.tenant.KeyHashes;
import dev.pointsman.tenant.TenantAdmission;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Controller of the clients' keys, for operators: lists, makes and revokes them. */
@Controller("/keys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeysController {
    private final ClientKeys keys;
    private final @Nullable TenantAdmission tenants;

    KeysController(ClientKeys keys, @Nullable TenantAdmission tenants) {
        this.keys = keys;
        this.tenants = tenants;
    }

    /**
     * A key to make.
     *
     * @param tenant its tenant
     * @param id its id in the tenant
     * @param expires its last day, such as 2027-06-30; null for ever
     */
    @Introspected
    record NewKey(
            @Nullable String tenant,
            @Nullable String id,
            @Nullable String expires) {}

    /**
     * Returns all keys, without secrets and hashes.
     *
     * @return tenant, id and last day of each
     */
    @Get
    Map<String, Object> list() {
        return Map.of("keys", keys.all().stream().map(KeysController::shown).toList());
    }

    /**
     * Makes a key, which is shown in this response only.
     *
     * @param wanted tenant, id and last day
     * @return the key
     * @throws IOException if the key file can't be written
     */
    @Post
    HttpResponse<Map<String, Object>> make(@Body NewKey wanted) throws IOException {
        String tenant = wanted.tenant();
        String id = wanted.id();
        if (tenant == null || id == null) {
            throw new IllegalArgumentException("tenant, id: missing (expected: both)");
        }
        if (tenants != null && tenants.tenant(tenant) == null) {
            throw new IllegalArgumentException("tenant: " + tenant + " (expected: one of pointsman.tenants)");
        }
        LocalDate expires = day(wanted.expires());
        String key = keys.make(tenant, id, expires);
        Map<String, Object> shown = shown(ClientKey.of(tenant, id, KeyHashes.hash(key), expires));
        shown.put("key", key);
        return HttpResponse.created(shown);
    }

    /**
     * Revokes a key at once.
     *
     * @param tenant its tenant
     * @param id its id
     * @return status 204; 404 if the key file has no such key
     * @throws IOException if the key file can't be written
     */
    @Delete("/{tenant}/{id}")
    HttpResponse<?> revoke(String tenant, String id) throws IOException {
        return keys.revoke(tenant, id) ? HttpResponse.noContent() : HttpResponse.notFound();
    }

    private static @Nullable LocalDate day(@Nullable String given) {
        try {
            return given == null ? null : LocalDate.parse(given);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expires: " + given + " (expected: a day, such as 2027-06-30)", e);
        }
    }

    private static Map<String, Object> shown(ClientKey key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tenant", key.tenant());
        fields.put("id", key.id());
        fields.put("expires", key.expires() == null ? null : key.expires().toString());
        return fields;
    }
}
