package dev.pointsman.gateway.access;

import dev.pointsman.gateway.response.ErrorResponses;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.management.endpoint.EndpointSensitivityProcessor;
import io.micronaut.management.endpoint.EndpointsFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Named;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Filter that restricts everything but the public API and non-sensitive endpoints to operators. The rule depends on the
 * method that a request was routed to, so settings of paths, ports or context paths cannot bypass it.
 *
 *
 * <p>Where Micronaut's security has processed a request, that alone decides.
 */
@ServerFilter(value = Filter.MATCH_ALL_PATTERN, appendContextPath = false)
@Replaces(EndpointsFilter.class)
final class OperatorFilter implements Ordered {
    /** Request attribute set by Micronaut's security after it has processed the request. */
    private static final String SECURED = "io.micronaut.security.filters.SecurityFilter";

    private final EndpointSensitivityProcessor endpoints;
    private final OperatorAccess operators;
    private final ExecutorService executor;

    OperatorFilter(
            EndpointSensitivityProcessor endpoints,
            OperatorAccess operators,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.endpoints = endpoints;
        this.operators = operators;
        this.executor = executor;
    }

    /** Returns null for requests that proceed at once; others are checked on another thread, as that may read files. */
    @RequestFilter
    @Nullable
    CompletionStage<Optional<HttpResponse<?>>> check(HttpRequest<?> request) {
        if (!(RouteAttributes.getRouteMatch(request).orElse(null) instanceof MethodBasedRouteMatch<?, ?> match)
                || match.getExecutableMethod().hasAnnotation(PublicApi.class)
                || request.getAttribute(SECURED).isPresent()) {
            return null;
        }
        return CompletableFuture.supplyAsync(() -> judge(request, match.getExecutableMethod()), executor);
    }

    private Optional<HttpResponse<?>> judge(HttpRequest<?> request, ExecutableMethod<?, ?> method) {
        Principal operator = operators.of(request);
        if (operator != null) {
            request.setUserPrincipal(operator);
            return Optional.empty();
        }
        return endpoints.getEndpointMethods().getOrDefault(method, true) ? Optional.of(refused()) : Optional.empty();
    }

    private static HttpResponse<?> refused() {
        return HttpResponse.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer, Basic realm=\"operators\", charset=\"UTF-8\"")
                .body(ErrorResponses.body(
                        "for operators: send the token (gateway.operators.token, or in the file that the log names at"
                                + " the start) as Authorization: Bearer TOKEN. Without it, the gateway's own user may"
                                + " read on this machine under the name localhost, as long as the gateway listens to"
                                + " loopback alone",
                        "invalid_request_error",
                        "unauthorized"));
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
