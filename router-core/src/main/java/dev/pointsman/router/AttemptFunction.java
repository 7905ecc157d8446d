package dev.pointsman.router;

/**
 * Body of a routed call: calls the attempt's model. It is run again for each further attempt, including its side
 * effects.
 *
 * @param <T> the type of the answer
 * @param <X> the type of its exceptions
 */
@FunctionalInterface
public interface AttemptFunction<T, X extends Exception> {

    /**
     * Calls the attempt's model.
     *
     * @param attempt the attempt, with the model to call; receives the first token and the usage
     * @return the answer
     * @throws X the provider's failure or the caller's own exception
     */
    T apply(Attempt attempt) throws X;
}
