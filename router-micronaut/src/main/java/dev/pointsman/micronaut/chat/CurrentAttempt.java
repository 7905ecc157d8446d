package dev.pointsman.micronaut.chat;

import dev.pointsman.router.Attempt;
import io.micronaut.core.async.propagation.ReactorPropagation;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import java.util.Optional;
import reactor.util.context.ContextView;

/**
 * Attempt of the running code, carried by Micronaut's context propagation.
 *
 * <p>To run code on behalf of an attempt, put it in scope with
 * {@code PropagatedContext.getOrEmpty().plus(new CurrentAttempt(attempt))}; {@link ChatClient} then calls its model.
 *
 * @param attempt the attempt
 */
public record CurrentAttempt(Attempt attempt) implements PropagatedContextElement {

    /**
     * Returns the attempt in scope on this thread.
     *
     * @return the attempt; empty outside of a routed method
     */
    public static Optional<Attempt> find() {
        return PropagatedContext.getOrEmpty().find(CurrentAttempt.class).map(CurrentAttempt::attempt);
    }

    /**
     * Returns the attempt in scope of a reactive subscription, or else on this thread.
     *
     * @param context the subscription's context
     * @return the attempt; empty outside of a routed method
     */
    public static Optional<Attempt> find(ContextView context) {
        return ReactorPropagation.findContextElement(context, CurrentAttempt.class)
                .map(CurrentAttempt::attempt)
                .or(CurrentAttempt::find);
    }
}
