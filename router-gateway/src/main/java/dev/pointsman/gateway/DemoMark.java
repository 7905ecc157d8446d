package dev.pointsman.gateway;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Marks every answer of a demonstration, so that no client takes its texts for a model's. */
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
