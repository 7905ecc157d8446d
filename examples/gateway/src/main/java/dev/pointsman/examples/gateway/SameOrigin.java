package dev.pointsman.examples.gateway;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/** Lets no page of another site change the embedded providers: browsers tell where a request comes from. */
@ServerFilter("/embedded/**")
@Requires(bean = EmbeddedProviders.class)
final class SameOrigin {

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return request.getMethod() == HttpMethod.GET
                        || origin == null
                        || origin.replaceFirst("^https?://", "").equalsIgnoreCase(host)
                ? null
                : HttpResponse.status(HttpStatus.FORBIDDEN)
                        .body(Errors.body("origin: not this gateway", "invalid_request_error", null));
    }
}
