package dev.pointsman.router;

import dev.pointsman.model.Failure;

/**
 * Tells a provider's failure from the caller's own exception. Must be safe for all threads and must not throw.
 */
@FunctionalInterface
public interface FailureClassifier {

    /**
     * What an exception from the body of a routed call says of the attempt.
     *
     * @param error what was thrown
     * @return the failure
     */
    Failure classify(Throwable error);

    /**
     * The classifier for plain Java: a {@link ProviderException} anywhere among the causes says it itself; time-outs and
     * broken connections of the JDK's networking are the provider's; an interrupt or a cancellation is a caller who left;
     * everything else is the caller's own.
     *
     * @return the classifier
     */
    static FailureClassifier standard() {
        return DefaultFailureClassifier.INSTANCE;
    }
}
