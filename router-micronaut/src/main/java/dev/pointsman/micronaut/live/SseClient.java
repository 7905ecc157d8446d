package dev.pointsman.micronaut.live;

import io.micronaut.http.sse.Event;
import reactor.core.publisher.FluxSink;

/**
 * Event stream of one open page. Its sink keeps only the latest event while the page does not read. Events are sent by
 * the broadcaster's thread only; any thread may end it.
 */
final class SseClient {
    /** Number of unread events after which the stream is ended. */
    static final int MAX_UNREAD = 30;

    private final FluxSink<Event<String>> sink;
    private int unread;

    SseClient(FluxSink<Event<String>> sink) {
        this.sink = sink;
    }

    /** Sends an event; returns false, and ends the stream, if the page has stopped reading. */
    boolean tell(Event<String> event) {
        unread = sink.requestedFromDownstream() > 0 ? 0 : unread + 1;
        if (unread > MAX_UNREAD) {
            sink.complete();
            return false;
        }
        sink.next(event);
        return true;
    }

    void end() {
        sink.complete();
    }
}
