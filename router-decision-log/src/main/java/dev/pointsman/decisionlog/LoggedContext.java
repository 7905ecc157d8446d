package dev.pointsman.decisionlog;

import dev.pointsman.model.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Request of a call, as far as a strategy can see it.
 *
 * @param operation the operation
 * @param streaming whether the answer was requested as a stream
 * @param expectedInputTokens length of the prompt in tokens, as stated by the caller; 0 if unknown
 * @param estimatedInputTokens estimated length of the prompt in tokens; 0 if unknown
 * @param expectedOutputTokens expected length of the answer in tokens, as stated by the caller; 0 if unknown
 * @param maxTokens maximum number of output tokens; 0 if not limited
 * @param tenant the hash of the tenant; null if absent or not logged
 * @param session the hash of the session; null if absent or not logged
 * @param previousModel the model that served the session before; null if there was none
 * @param outlook what was expected of the prompt and the session; null if prompts were not taken into account
 */
public record LoggedContext(
        Operation operation,
        boolean streaming,
        int expectedInputTokens,
        int estimatedInputTokens,
        int expectedOutputTokens,
        int maxTokens,
        @Nullable String tenant,
        @Nullable String session,
        @Nullable String previousModel,
        @Nullable Outlook outlook) {

    /**
     * A request whose prompt is not taken into account.
     *
     * @param operation the operation
     * @param streaming whether the answer was requested as a stream
     * @param expectedInputTokens length of the prompt in tokens, as stated by the caller; 0 if unknown
     * @param estimatedInputTokens estimated length of the prompt in tokens; 0 if unknown
     * @param expectedOutputTokens expected length of the answer in tokens, as stated by the caller; 0 if unknown
     * @param maxTokens maximum number of output tokens; 0 if not limited
     * @param tenant the hash of the tenant; null if absent or not logged
     * @param session the hash of the session; null if absent or not logged
     * @param previousModel the model that served the session before; null if there was none
     */
    public LoggedContext(
            Operation operation,
            boolean streaming,
            int expectedInputTokens,
            int estimatedInputTokens,
            int expectedOutputTokens,
            int maxTokens,
            @Nullable String tenant,
            @Nullable String session,
            @Nullable String previousModel) {
        this(
                operation,
                streaming,
                expectedInputTokens,
                estimatedInputTokens,
                expectedOutputTokens,
                maxTokens,
                tenant,
                session,
                previousModel,
                null);
    }

    /**
     * Expectation of a decision about its prompt and session.
     *
     * @param promptTokens expected length of the prompt in tokens; over 0
     * @param turnsToCome expected number of turns after this one; NaN for a call without a session
     * @param growth expected growth of the prompt until the next turn in tokens; NaN for a call without a session
     * @param home index of the candidate that has most of the session's prompt in its cache; -1 if none has
     * @param sessionDraw number of the session by which the candidate was drawn; -1 if it was not
     */
    public record Outlook(double promptTokens, double turnsToCome, double growth, int home, int sessionDraw) {

        /**
         * Returns whether the call has a session, or a prompt whose beginning others share.
         *
         * @return false if only the length of the prompt counted
         */
        public boolean isOfSession() {
            return !Double.isNaN(turnsToCome);
        }
    }
}
