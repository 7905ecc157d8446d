package dev.pointsman.gateway;

import dev.pointsman.gateway.request.BodyBudget;
import dev.pointsman.gateway.request.RequestLease;
import dev.pointsman.gateway.request.RequestLedger;
import dev.pointsman.gateway.request.RequestLimits;
import dev.pointsman.gateway.response.ClientFormats;
import dev.pointsman.gateway.response.RefusedCallException;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.micronaut.answer.AnswerMemoryException;
import dev.pointsman.model.Usage;
import dev.pointsman.trace.RouteResult;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Factory of responses for whole answers, with the headers of the serving model and the cost. The memory of a large one
 * counts until it has been sent.
 */
@Singleton
final class WholeAnswers {
    <T> Mono<MutableHttpResponse<?>> of(
            HttpRequest<?> http,
            Mono<RouteResult<T>> results,
            BiFunction<T, @Nullable BigDecimal, byte[]> writer,
            Function<T, Usage> usage) {
        return results.onErrorMap(
                        AnswerMemoryException.class,
                        full -> RefusedCallException.overloaded(String.valueOf(full.getMessage())))
                .map(result -> {
                    BigDecimal cost = CostFields.of(result, usage.apply(result.value()));
                    byte[] body = writer.apply(result.value(), cost);
                    hold(RequestLedger.noted(http), body.length);
                    return ClientFormats.identified(
                            http,
                            RouterHeaders.add(HttpResponse.ok(body), result, cost)
                                    .contentType(MediaType.APPLICATION_JSON_TYPE));
                });
    }

    private static void hold(@Nullable RequestLease lease, long bytes) {
        if (lease != null && bytes > BodyBudget.SMALL && lease.take(bytes) != null) {
            throw RefusedCallException.overloaded(
                    "the answer does not fit into " + RequestLimits.PREFIX + "body-memory");
        }
    }
}
