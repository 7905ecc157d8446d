package dev.pointsman.router;

/**
 * The body of a routed call: asks the attempt's model. It is run again for the next attempt, and so are its side effects.
 *
 * @param <T> the type of the answer
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface AttemptFunction<T, X extends Exception> {

    /**
     * Asks the attempt's model.
     *
     * @param attempt whom to ask, and where to report the first token and the usage
     * @return the answer
     * @throws X the provider's failure or the caller's own exception
     */
    T apply(Attempt attempt) throws X;
}
