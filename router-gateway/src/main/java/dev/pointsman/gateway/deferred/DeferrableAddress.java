package dev.pointsman.gateway.deferred;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import reactor.core.publisher.Mono;

/** Address of the API whose calls can be deferred. */
public interface DeferrableAddress {

    /**
     * Returns the path.
     *
     * @return the path, such as {@code /v1/messages}
     */
    String path();

    /**
     * Serves a call again.
     *
     * @param request the request, with the headers that it was deferred with
     * @param body its body
     * @return the response
     */
    Mono<MutableHttpResponse<?>> replay(HttpRequest<?> request, byte[] body);
}
