package dev.pointsman.micronaut.event;

import java.time.Instant;

/** Event of the router. All events are immutable and hold no prompt, no answer and no secret. */
public sealed interface RouterEvent
        permits BreakerChangedEvent,
                CallFailedEvent,
                DrillBeganEvent,
                DrillEndedEvent,
                FallbackServedEvent,
                ModelCooledDownEvent,
                ModelOutEvent,
                PoolHealthChangedEvent,
                QualityChangedEvent,
                StaleAnswerEvent {

    /**
     * Returns the time of the event.
     *
     * @return the wall-clock time
     */
    Instant when();
}
