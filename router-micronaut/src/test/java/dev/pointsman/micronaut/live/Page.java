package dev.pointsman.micronaut.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.sse.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/** An open page that reads as much as it is told to. */
class Page extends BaseSubscriber<Event<String>> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Event<String>> events = new CopyOnWriteArrayList<>();
    private final long atFirst;
    private volatile boolean over;

    Page(long atFirst) {
        this.atFirst = atFirst;
    }

    /** One that reads everything. */
    static Page of(LiveBroadcaster feed) {
        return of(feed, Long.MAX_VALUE);
    }

    static Page of(LiveBroadcaster feed, long atFirst) {
        Page page = new Page(atFirst);
        feed.open().subscribe(page);
        return page;
    }

    List<String> names() {
        return events.stream().map(Event::getName).toList();
    }

    List<Event<String>> events() {
        return events;
    }

    JsonNode first() {
        return json(events.get(0));
    }

    JsonNode last() {
        return json(events.get(events.size() - 1));
    }

    boolean isOver() {
        return over;
    }

    void read(long more) {
        request(more);
    }

    void leave() {
        cancel();
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        request(atFirst);
    }

    @Override
    protected void hookOnNext(Event<String> event) {
        events.add(event);
    }

    @Override
    protected void hookFinally(SignalType type) {
        over = true;
    }

    private static JsonNode json(Event<String> event) {
        try {
            return JSON.readTree(event.getData());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
