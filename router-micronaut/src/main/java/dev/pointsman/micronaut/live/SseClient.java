package dev.pointsman.micronaut.live;

import io.micronaut.http.sse.Event;
import reactor.core.publisher.FluxSink;

/**
 * One open page. Its sink keeps the latest event while the page reads nothing. Only the feed's thread sends to it; any
 * thread may end it.
 */
final class SseClient {
    /** How many events a page may leave unread before it is let go. */
    static final int PATIENCE = 30;

    private final FluxSink<Event<String>> sink;
    private int unread;

    SseClient(FluxSink<Event<String>> sink) {
        this.sink = sink;
    }

    /** False if the page has stopped reading; it is then told that this is the end. */
    boolean tell(Event<String> event) {
        unread = sink.requestedFromDownstream() > 0 ? 0 : unread + 1;
        if (unread > PATIENCE) {
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
