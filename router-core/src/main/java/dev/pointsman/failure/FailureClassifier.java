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
     * Returns the default classifier. A {@link ProviderException} anywhere among the causes carries its failure. Error
     * responses, as exceptions of widely used client libraries report them, are classified by status, code and message
     * like those of {@link RefusalTable}. Timeouts and broken connections are provider failures; an interrupt or a
     * cancellation is a cancelled call; everything else is the caller's own exception.
     *
     * <p>The libraries are known by the names of their exceptions, none is required: openai-java, anthropic-java,
     * google-genai, the AWS SDK, LangChain4j, Spring AI and Spring's clients, Micronaut's HTTP client, OkHttp, and the
     * JDK's.
     *
     * @return the classifier
     */
    static FailureClassifier standard() {
        return DefaultFailureClassifier.INSTANCE;
    }
}
