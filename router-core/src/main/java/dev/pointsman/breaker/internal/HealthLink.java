package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.HealthExchange.Event;
import dev.pointsman.time.internal.DurationNanos;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Link of a router to the health of other instances. Thread-safe. */
public final class HealthLink {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.router.ModelRouter");

    private static final long RECOVERED_FOR = Duration.ofSeconds(10).toNanos();

    private final HealthExchange exchange;
    private volatile @Nullable Consumer<Event> channel; // null without an exchange

    public HealthLink(HealthExchange exchange) {
        this.exchange = exchange;
    }

    /** Joins the exchange; called once, before any event. */
    public void join(Consumer<Event> receiver) {
        if (exchange != HealthExchange.NONE) {
            channel = exchange.join(event -> receive(receiver, event));
        }
    }

    private static void receive(Consumer<Event> receiver, Event event) {
        try {
            receiver.accept(event);
        } catch (RuntimeException e) {
            LOG.warn("The health of model {} at another instance could not be applied", event.model(), e);
        }
    }

    /** Applies an event of another instance to the breaker of its model. */
    public static void apply(Event event, ModelBreaker breaker, long now) {
        long nanos = DurationNanos.of(event.left());
        switch (event.kind()) {
            case COOLDOWN -> breaker.coolDownAsPeer(nanos, now);
            case OPENED -> breaker.openedAtPeer(nanos, now);
            case RECOVERED -> breaker.recoveredAtPeer(now);
            case ALLOWANCE -> {} // for the limits of accounts
        }
    }

    /** Publishes a change of a breaker, if it concerns others: it has opened, or its trial has succeeded. */
    public void breakerChanged(
            Model model, Operation operation, BreakerState from, BreakerState to, long nanosUntilTrial) {
        if (to == BreakerState.OPEN) {
            publish(model, operation, Event.Kind.OPENED, nanosUntilTrial);
        } else if (from == BreakerState.HALF_OPEN) {
            publish(model, operation, Event.Kind.RECOVERED, RECOVERED_FOR);
        }
    }

    /** Publishes an event with its remaining time in nanoseconds; nothing if that is not over 0. */
    public void publish(Model model, Operation operation, Event.Kind kind, long nanos) {
        Consumer<Event> to = channel;
        if (to == null || nanos <= 0) {
            return;
        }
        try {
            to.accept(new Event(model.id(), model.provider(), operation, kind, Duration.ofNanos(nanos)));
        } catch (RuntimeException e) {
            LOG.warn("The health of model {} could not be published to other instances", model.id(), e);
        }
    }
}
