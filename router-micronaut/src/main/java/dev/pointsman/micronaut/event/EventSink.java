package dev.pointsman.micronaut.event;

/** For the engine: hears of events on the thread they happen on; must be quick and safe for all threads. */
public interface EventSink {

    /**
     * Whether this sink listens to a kind of events. Asked once for each kind.
     *
     * @param type the kind
     * @return false if its events need not be made for this sink
     */
    boolean wants(Class<? extends RouterEvent> type);

    /**
     * Takes an event of a kind it wants.
     *
     * @param event the event
     */
    void accept(RouterEvent event);
}
