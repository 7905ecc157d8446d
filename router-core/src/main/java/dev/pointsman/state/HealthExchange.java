package dev.pointsman.state;

import dev.pointsman.model.Operation;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Exchange of cooldowns and opened breakers between instances, best effort.
 *
 * <p>Each router joins once when it is built. What it receives takes effect as a cooldown of its own model with the
 * sender's remaining time, limited by the breaker's maximum cooldown, and is never published again. Because the cause
 * may be the sender's own network, an opened breaker admits one call as a trial at once; its success ends the cooldown,
 * its failure opens the router's own breaker. A breaker that is open itself waits for the sender's next trial before its
 * own, and so does the trial of one that has opened at two instances, so that routers do not all try a broken model; it
 * begins its trial at once if another one has recovered.
 * Decisions read only the router's own breakers.
 *
 * <p>Must be thread-safe. The returned channel is used on the thread of a call, outside locks of the engine, so it must
 * not block or perform I/O: a shared implementation hands the event to a thread of its own, with a bounded queue, and
 * drops events that it cannot deliver in time. Exceptions of the channel are logged by the router and otherwise
 * ignored.
 */
@FunctionalInterface
public interface HealthExchange {

    /** No exchange: events are dropped, and none is received. */
    HealthExchange NONE = receiver -> event -> {};

    /**
     * Joins the exchange, for its lifetime.
     *
     * @param receiver receives the events of all other participants, on any thread; fast, and never throws
     * @return the channel of the participant's own events, which its own receiver does not get
     */
    Consumer<Event> join(Consumer<Event> receiver);

    /**
     * Returns an exchange between several routers of one process. It delivers an event on the sender's thread, before
     * the publication returns, and stores nothing.
     *
     * @return the exchange, without participants
     */
    static HealthExchange inMemory() {
        return new InMemoryHealthExchange();
    }

    /**
     * Event of a model's health at one instance, for the others.
     *
     * @param model the model's id; for an allowance its name at the provider
     * @param provider the model's provider, which is another account if two are configured for one vendor; an instance at
     *     which the model has another provider ignores the event
     * @param operation the operation
     * @param kind the kind of the event
     * @param left the remaining time at the sender; over 0
     * @param reading what the provider reported of a rate limit, for an allowance; else null
     */
    record Event(
            String model,
            String provider,
            Operation operation,
            Kind kind,
            Duration left,
            @Nullable RateLimitReading reading) {

        /**
         * An event without a reading.
         *
         * @param model the model's id
         * @param provider the model's provider
         * @param operation the operation
         * @param kind the kind of the event
         * @param left the remaining time at the sender; over 0
         */
        public Event(String model, String provider, Operation operation, Kind kind, Duration left) {
            this(model, provider, operation, kind, left, null);
        }

        /** Kind of an event. */
        public enum Kind {
            /** The model's provider rejects requests until the end of a cooldown. */
            COOLDOWN,
            /** The model's circuit breaker has opened, by failures or because its provider refused the account. */
            OPENED,
            /** A trial call has succeeded: the model serves again. The remaining time is that in which this is of use. */
            RECOVERED,
            /**
             * The provider has reported what is left of an account's limit. The remaining time is that until the limit is
             * reset, shorter than that of the reading by the reading's age; not applied to breakers.
             */
            ALLOWANCE
        }

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if the remaining time is not over 0, or an allowance has no reading
         */
        public Event {
            StateChecks.positive(left, "left");
            StateChecks.require(
                    (reading != null) == (kind == Kind.ALLOWANCE),
                    "reading",
                    "" + reading,
                    "one for an allowance only");
        }
    }
}
