package dev.pointsman.router;

import dev.pointsman.failure.FailureClassifier;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import java.util.Objects;

/** Classification of the exception that ended an attempt's body. */
final class AttemptFailure {
    private AttemptFailure() {}

    /** Returns the failure of an attempt, and ends the attempt with it unless the body has ended it already. */
    static Failure of(Attempt attempt, Throwable error, FailureClassifier classifier, long now) {
        Failure known = attempt.failure();
        if (known != null) {
            return known;
        }
        if (attempt.isEnded()) { // the answer was complete: only a later provider call can have failed
            Failure later = ProviderException.failureOf(error);
            return later == null ? callerError(error) : later;
        }
        Failure failure = classify(error, classifier);
        attempt.fail(failure, now);
        return failure;
    }

    private static Failure classify(Throwable error, FailureClassifier classifier) {
        Failure own = callerError(error);
        try { // the attempt must end even if a user's classifier throws
            return Objects.requireNonNullElse(classifier.classify(error), own);
        } catch (RuntimeException e) {
            error.addSuppressed(e);
            return own;
        }
    }

    private static Failure callerError(Throwable error) {
        return Failure.of(FailureKind.CALLER_ERROR, error.getClass().getName());
    }
}
