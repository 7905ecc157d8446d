package dev.pointsman.micronaut.event;

import java.time.Instant;

/** Something that happened in the router. All events are immutable and hold no prompt, no answer and no secret. */
public sealed interface RouterEvent
        permits BreakerChangedEvent,
                CallFailedEvent,
                DrillBeganEvent,
                DrillEndedEvent,
                FallbackServedEvent,
                ModelCooledDownEvent,
                ModelOutEvent,
                PoolHealthChangedEvent,
                StaleAnswerEvent {

    /**
     * When it happened.
     *
     * @return the wall-clock time
     */
    Instant when();
}
