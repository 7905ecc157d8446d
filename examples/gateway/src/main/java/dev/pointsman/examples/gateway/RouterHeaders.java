package dev.pointsman.examples.gateway;

import dev.pointsman.router.RouteResult;
import io.micronaut.http.MutableHttpResponse;

/** The headers that tell who answered. */
final class RouterHeaders {
    static final String GOAL = "X-Router-Goal";
    static final String MODEL = "X-Router-Model";
    static final String PROVIDER = "X-Router-Provider";
    static final String ATTEMPTS = "X-Router-Attempts";
    static final String DEGRADED = "X-Router-Degraded";

    private RouterHeaders() {}

    static <B> MutableHttpResponse<B> add(MutableHttpResponse<B> response, RouteResult<?> result) {
        return response.header(MODEL, result.model().id())
                .header(PROVIDER, result.model().provider())
                .header(ATTEMPTS, String.valueOf(result.trace().attempts().size()))
                .header(DEGRADED, String.valueOf(result.degraded()));
    }
}
