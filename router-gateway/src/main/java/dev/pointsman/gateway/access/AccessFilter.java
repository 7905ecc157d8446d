package dev.pointsman.gateway.access;

import dev.pointsman.gateway.request.MalformedRequests;
import dev.pointsman.gateway.request.RequestLease;
import dev.pointsman.gateway.request.RequestLedger;
import dev.pointsman.gateway.response.ClientFormats;
import dev.pointsman.gateway.response.ErrorResponses;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rejects requests with an unknown {@code Host} header and requests from pages of other origins, on every path and
 * port.
 */
@ServerFilter(value = Filter.MATCH_ALL_PATTERN, appendContextPath = false)
final class AccessFilter implements Ordered {
    private static final String REQUEST = "invalid_request_error";

    private final AllowedHosts hosts;
    private final AllowedOrigins origins;

    AccessFilter(AllowedHosts hosts, AllowedOrigins origins) {
        this.hosts = hosts;
        this.origins = origins;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> check(HttpRequest<?> request) {
        HttpResponse<?> malformed = MalformedRequests.refusal(request);
        if (malformed != null) {
            return malformed;
        }
        List<String> host = request.getHeaders().getAll(HttpHeaders.HOST);
        if (host.size() != 1 || host.get(0).isEmpty()) {
            return refused(
                    request,
                    HttpStatus.BAD_REQUEST,
                    "Host: " + (host.size() > 1 ? "twice" : "missing") + " (expected: once)",
                    null);
        }
        if (!hosts.allows(host.get(0))) {
            return refused(
                    request,
                    HttpStatus.FORBIDDEN,
                    "Host: not a name of this gateway (expected: one of gateway.hosts, or localhost)",
                    "host_not_allowed");
        }
        List<String> origin = request.getHeaders().getAll(HttpHeaders.ORIGIN);
        if (!origin.isEmpty() && !origin.stream().allMatch(one -> origins.allows(one, host.get(0)))) {
            return refused(
                    request,
                    HttpStatus.FORBIDDEN,
                    "Origin: another site (expected: this gateway's own, or one of gateway.origins)",
                    "origin_not_allowed");
        }
        RequestLease lease = RequestLedger.note(request);
        if (lease != null) {
            lease.throwIfRefused();
        }
        return null;
    }

    private static HttpResponse<?> refused(
            HttpRequest<?> request, HttpStatus status, String message, @Nullable String code) {
        return ClientFormats.identified(
                request, ClientFormats.error(request, new ErrorResponses.Answer(status, message, REQUEST, code)));
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.after();
    }
}
