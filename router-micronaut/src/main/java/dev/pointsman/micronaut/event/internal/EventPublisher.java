package dev.pointsman.micronaut.event.internal;

import dev.pointsman.micronaut.event.RouterEvent;
import jakarta.inject.Singleton;
import java.util.List;

/** Publisher of the events of features, which are not the router's own. Thread-safe. */
@Singleton
public final class EventPublisher {
    private final List<EventSink> sinks;

    EventPublisher(List<EventSink> sinks) {
        this.sinks = List.copyOf(sinks);
    }

    /**
     * Passes an event to all sinks that accept its type.
     *
     * @param event the event
     */
    public void publish(RouterEvent event) {
        for (EventSink sink : sinks) {
            if (sink.wants(event.getClass())) {
                sink.accept(event);
            }
        }
    }
}
