package dev.pointsman.gateway.response;

import io.micronaut.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Tenant and key of a request, as authenticated. */
public final class CallerTenant {
    private static final String TENANT = "dev.pointsman.tenant";
    private static final String KEY = "dev.pointsman.key";

    private CallerTenant() {}

    /** Notes the tenant and the id of the key or user of a request. */
    public static void note(HttpRequest<?> request, String tenant, @Nullable String key) {
        request.setAttribute(TENANT, tenant);
        if (key != null) {
            request.setAttribute(KEY, key);
        }
    }

    /** Returns the authenticated tenant; null if there is none. */
    static @Nullable String tenant(HttpRequest<?> request) {
        return request.getAttribute(TENANT, String.class).orElse(null);
    }

    /** Returns the id of the key or user; null if there is none. */
    public static @Nullable String key(HttpRequest<?> request) {
        return request.getAttribute(KEY, String.class).orElse(null);
    }
}
