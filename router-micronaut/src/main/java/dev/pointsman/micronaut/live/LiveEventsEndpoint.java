package dev.pointsman.micronaut.live;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.sse.Event;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import reactor.core.publisher.Flux;

/** Endpoint of the live page's server-sent events. */
@Endpoint(id = LiveEndpointConfiguration.FEED, defaultSensitive = true)
@LivePage
@Requires(beans = LiveBroadcaster.class)
final class LiveEventsEndpoint {
    private final LiveBroadcaster broadcaster;

    LiveEventsEndpoint(LiveBroadcaster broadcaster) {
        this.broadcaster = broadcaster;
    }

    /** Returns the stream; 503 if too many are open. */
    @Read(produces = MediaType.TEXT_EVENT_STREAM)
    HttpResponse<Flux<Event<String>>> events() {
        if (broadcaster.isFull()) {
            throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, "as many live pages are open as may be");
        }
        return HttpResponse.ok(broadcaster.open())
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
