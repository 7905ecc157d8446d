package dev.pointsman.decisionlog;

/**
 * Expectation of a decision about its prompt and session.
 *
 * @param promptTokens expected length of the prompt in tokens; over 0
 * @param turnsToCome expected number of turns after this one; NaN for a call without a session
 * @param growth expected growth of the prompt until the next turn in tokens; NaN for a call without a session
 * @param home index of the candidate that has most of the session's prompt in its cache; -1 if none has
 * @param sessionDraw number of the session by which the candidate was drawn; -1 if it was not
 */
public record LoggedOutlook(double promptTokens, double turnsToCome, double growth, int home, int sessionDraw) {

    /**
     * Returns whether the call has a session, or a prompt whose beginning others share.
     *
     * @return false if only the length of the prompt counted
     */
    public boolean isOfSession() {
        return !Double.isNaN(turnsToCome);
    }
}
