package dev.pointsman.gateway;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;

/** Headers of streamed responses: reverse proxies must neither cache nor buffer the events. */
final class StreamHeaders {
    /** Header that turns off buffering in nginx; without it nginx holds events back until a buffer is full. */
    private static final String BUFFERING = "X-Accel-Buffering";

    private StreamHeaders() {}

    static <B> MutableHttpResponse<B> add(MutableHttpResponse<B> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-cache").header(BUFFERING, "no");
    }
}
