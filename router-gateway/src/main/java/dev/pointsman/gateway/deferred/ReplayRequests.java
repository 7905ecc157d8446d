package dev.pointsman.gateway.deferred;

import dev.pointsman.gateway.response.CallerKeys;
import dev.pointsman.gateway.response.CallerTenant;
import dev.pointsman.gateway.response.ErrorResponses;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.model.ChargeReceiver;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.tenant.TenantAdmission;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpRequest;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of requests to messages of the queue and back. A message has the headers that routing and protocols use, but no
 * key of a client: its tenant and the id of its key are kept.
 */
@Singleton
final class ReplayRequests {
    /** Headers that a replayed request needs, beside those of sessions. */
    private static final List<String> HEADERS = List.of(
            "accept",
            "anthropic-beta",
            "anthropic-version",
            HttpHeaders.CACHE_CONTROL,
            "openai-beta",
            "originator",
            HttpHeaders.USER_AGENT,
            RouterHeaders.GOAL,
            RouterHeaders.TAG);

    private static final String CHARGES = "dev.pointsman.charges";
    private static final String KEY = ":key"; // no name of a header
    private static final String KEYED = ":keyed";
    private static final String CONFIGURED = ":configured";

    private final CallerKeys keys;
    private final @Nullable TenantAdmission tenants;

    ReplayRequests(CallerKeys keys, @Nullable TenantAdmission tenants) {
        this.keys = keys;
        this.tenants = tenants;
    }

    StoredMessage message(HttpRequest<?> http, byte[] body) {
        Map<String, String> values = new LinkedHashMap<>();
        Stream.concat(HEADERS.stream(), RouterHeaders.SESSIONS.stream()).forEach(name -> {
            List<String> given = http.getHeaders().getAll(name);
            if (!given.isEmpty()) {
                values.put(name, String.join(",", given));
            }
        });
        String tenant = RouterHeaders.tenant(http);
        String key = CallerTenant.key(http);
        if (key != null) {
            values.put(KEY, key);
        }
        if (tenant != null && key != null && keys.isValid(tenant, key)) {
            values.put(KEYED, "");
        }
        if (isConfigured(tenant)) {
            values.put(CONFIGURED, "");
        }
        return new StoredMessage(path(http.getPath()), values, body);
    }

    private static String path(String asked) {
        return asked.endsWith("/") ? asked.substring(0, asked.length() - 1) : asked;
    }

    private boolean isConfigured(@Nullable String tenant) {
        return tenants != null && tenants.tenant(tenant) != null;
    }

    /** Returns the request of a message, whose charges go to a receiver. */
    MutableHttpRequest<?> request(ResponseStore.Key call, StoredMessage message, ChargeReceiver charges) {
        MutableHttpRequest<?> request = HttpRequest.POST(message.head(), message.body());
        message.headers().forEach((name, value) -> {
            if (!name.startsWith(":")) {
                request.header(name, value);
            }
        });
        String control = message.headers().getOrDefault(HttpHeaders.CACHE_CONTROL, "");
        if (!control.contains("no-store")) { // an answer of an earlier run was never charged
            request.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
        String tenant = call.tenant();
        if (tenant != null) {
            CallerTenant.note(request, tenant, message.headers().get(KEY));
        }
        request.setAttribute(CHARGES, charges);
        return request;
    }

    /** Returns the reason why a message may not be served any more; null if it may. */
    ErrorResponses.@Nullable Answer refusal(ResponseStore.Key call, StoredMessage message) {
        String tenant = call.tenant();
        String key = message.headers().get(KEY);
        if (tenant != null && key != null && message.headers().containsKey(KEYED) && !keys.isValid(tenant, key)) {
            return refusal(
                    HttpStatus.UNAUTHORIZED, "the key of the call has expired or was revoked", "invalid_api_key");
        }
        return message.headers().containsKey(CONFIGURED) && !isConfigured(tenant)
                ? refusal(
                        HttpStatus.FORBIDDEN, "the tenant of the call is not configured any more", "tenant_not_allowed")
                : null;
    }

    private static ErrorResponses.Answer refusal(HttpStatus status, String message, String code) {
        return new ErrorResponses.Answer(status, message, "invalid_request_error", code);
    }

    /** Returns the receiver of a request's charges; null if it is no deferred call. */
    static @Nullable ChargeReceiver charges(HttpRequest<?> request) {
        return request.getAttribute(CHARGES, ChargeReceiver.class).orElse(null);
    }
}
