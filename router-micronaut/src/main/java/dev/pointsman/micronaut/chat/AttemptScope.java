package dev.pointsman.micronaut.chat;

import dev.pointsman.router.Attempt;
import io.micronaut.core.propagation.PropagatedContext;
import java.util.List;

/**
 * Adds to the scope that the code of an attempt runs in: of a routed method, and of {@link ChatClient} while it asks a
 * provider. Every bean of this type is heard, for every attempt and before its code begins; it must be safe for all
 * threads and quick.
 */
@FunctionalInterface
public interface AttemptScope {

    /**
     * The scope for the code of an attempt.
     *
     * @param scope what it is without this one
     * @param attempt the attempt
     * @return the scope, with whatever belongs into it besides
     */
    PropagatedContext customize(PropagatedContext scope, Attempt attempt);

    /**
     * All of them, one inside the other.
     *
     * @param scopes the scopes, the outermost first
     * @return adds what each of them adds
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
