package dev.pointsman.gateway.access;

import dev.pointsman.gateway.response.CallerTenant;
import dev.pointsman.gateway.response.ClientFormats;
import dev.pointsman.gateway.response.ErrorResponses;
import dev.pointsman.micronaut.tenant.ClientKey;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Filter that authenticates the clients of the public API by their keys, and notes tenant and key of a request. Where
 * Micronaut's security has processed a request, a claim of the user names the tenant.
 */
@ServerFilter(value = Filter.MATCH_ALL_PATTERN, appendContextPath = false)
final class ClientFilter implements Ordered {
    private static final String SECURED = "io.micronaut.security.filters.SecurityFilter";

    private final ClientKeys keys;
    private final TenantClaims claims;

    ClientFilter(ClientKeys keys, TenantClaims claims) {
        this.keys = keys;
        this.claims = claims;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        if (!(RouteAttributes.getRouteMatch(request).orElse(null) instanceof MethodBasedRouteMatch<?, ?> match)
                || !match.getExecutableMethod().hasAnnotation(PublicApi.class)
                || match.getExecutableMethod().isTrue(PublicApi.class, "withoutKey")) {
            return null;
        }
        Principal user = request.getAttribute(SECURED).isPresent()
                ? request.getUserPrincipal().orElse(null)
                : null;
        if (user != null) {
            String tenant = claims.tenant(user);
            if (tenant == null) {
                return keys.isRequired()
                        ? refused(request, HttpStatus.FORBIDDEN, "the token names no tenant", "tenant_missing")
                        : null;
            }
            CallerTenant.note(request, tenant, user.getName());
            return null;
        }
        if (!keys.isRequired()) {
            return null;
        }
        String presented = PresentedKey.of(request.getHeaders());
        ClientKey key = presented == null ? null : keys.find(presented);
        if (key == null) {
            return refused(
                    request,
                    HttpStatus.UNAUTHORIZED,
                    presented == null
                            ? "no key (expected: one valid key, as Authorization: Bearer KEY or x-api-key: KEY)"
                            : "the key is unknown, expired or revoked",
                    "invalid_api_key");
        }
        CallerTenant.note(request, key.tenant(), key.id());
        return null;
    }

    private static HttpResponse<?> refused(HttpRequest<?> request, HttpStatus status, String message, String code) {
        ErrorResponses.Answer answer = new ErrorResponses.Answer(status, message, "invalid_request_error", code);
        return ClientFormats.identified(request, ClientFormats.error(request, answer))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after() + 1;
    }
}
