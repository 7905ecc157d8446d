package dev.pointsman.micronaut.chat;

import dev.pointsman.router.Attempt;
import io.micronaut.core.propagation.PropagatedContext;
import java.util.List;

/**
 * Extension point that adds elements to the propagated context of an attempt: in a routed method, and in
 * {@link ChatClient} during a provider request. Every bean of this type is called for every attempt before its code
 * begins; implementations must be thread-safe and fast.
 */
@FunctionalInterface
public interface AttemptScope {

    /**
     * Returns the context for the code of an attempt.
     *
     * @param scope the context without this element
     * @param attempt the attempt
     * @return the context with the added elements
     */
    PropagatedContext customize(PropagatedContext scope, Attempt attempt);

    /**
     * Combines several scopes, nested in order.
     *
     * @param scopes the scopes, the outermost first
     * @return a scope that adds the elements of each
     */
    static AttemptScope all(List<AttemptScope> scopes) {
        AttemptScope[] each = scopes.toArray(new AttemptScope[0]);
        return (scope, attempt) -> {
            PropagatedContext around = scope;
            for (AttemptScope one : each) {
                around = one.customize(around, attempt);
            }
            return around;
        };
    }
}
