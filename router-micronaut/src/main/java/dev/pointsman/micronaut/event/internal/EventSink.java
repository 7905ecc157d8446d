package dev.pointsman.micronaut.event.internal;

import dev.pointsman.micronaut.event.RouterEvent;

/** Receiver of events on the thread they occur on; must be fast and thread-safe. For internal use. */
public interface EventSink {

    /**
     * Returns whether this sink accepts a type of events. Called once for each type.
     *
     * @param type the kind
     * @return false if its events need not be created for this sink
     */
    boolean wants(Class<? extends RouterEvent> type);

    /**
     * Receives an event of an accepted type.
     *
     * @param event the event
     */
    void accept(RouterEvent event);
}
