package dev.pointsman.gateway.deferred;

import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Responses about deferred calls, and their answers. */
final class DeferredResponses {
    static final String PATH = "/v1/deferred";

    /** Header with the number of runs whose end was never stored: a provider may have answered each of them. */
    static final String LOST_RUNS = "X-Router-Deferred-Lost-Runs";

    private static final Duration LATER = Duration.ofSeconds(5);

    private DeferredResponses() {}

    /** Returns the response for a call without an answer. */
    static MutableHttpResponse<Object> waiting(
            String id, Instant added, @Nullable Duration wait, DeferSettings settings) {
        Duration told = wait == null ? LATER : wait;
        Object body = JsonReader.bytes(JsonFields.build()
                .put("id", id)
                .put("object", "deferred_call")
                .put("status", "waiting")
                .put("created_at", added.getEpochSecond())
                .put("expires_at", added.plus(settings.expire()).getEpochSecond())
                .node());
        return HttpResponse.status(HttpStatus.ACCEPTED)
                .body(body)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.LOCATION, PATH + "/" + id)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, told.toSeconds())));
    }

    /** Returns the answer of a call, as it would have been answered at once. */
    static MutableHttpResponse<?> ended(StoredMessage answer, int lost) {
        MutableHttpResponse<Object> response = HttpResponse.status(HttpStatus.valueOf(Integer.parseInt(answer.head())))
                .body(answer.body());
        answer.headers().forEach(response::header);
        return lost == 0 ? response : response.header(LOST_RUNS, String.valueOf(lost));
    }
}
