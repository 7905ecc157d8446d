package dev.pointsman.gateway.response;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Adds the header {@code X-Router-Demo} to every response in demonstration mode, so that clients can recognize canned
 * texts.
 */
@ServerFilter(value = Filter.MATCH_ALL_PATTERN, appendContextPath = false)
@Requires(bean = DemoMode.class)
final class DemoMark implements Ordered {

    @ResponseFilter
    void mark(MutableHttpResponse<?> response) {
        response.header(RouterHeaders.DEMO, "true");
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
