package dev.pointsman.failure;

import dev.pointsman.model.Failure;

/**
 * Classifier of exceptions: distinguishes provider failures from the caller's own exceptions. Must be thread-safe and
 * must not throw.
 */
@FunctionalInterface
public interface FailureClassifier {

    /**
     * Classifies an exception from the body of a routed call.
     *
     * @param error the exception
     * @return the failure
     */
    Failure classify(Throwable error);

    /**
     * Returns the classifier for plain Java: a {@link ProviderException} anywhere among the causes carries its failure;
     * timeouts and broken connections of the JDK's networking are provider failures; an interrupt or a cancellation is
     * a cancelled call; everything else is the caller's own exception.
     *
     * @return the classifier
     */
    static FailureClassifier standard() {
        return DefaultFailureClassifier.INSTANCE;
    }
}
