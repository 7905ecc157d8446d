package dev.pointsman.micronaut.quality;

import org.jspecify.annotations.Nullable;

/**
 * Extension point that grades the results of routed methods with a single result. Each bean of this type is asked about
 * each result, on a thread of its own after the call has ended; results that come faster than they are graded are
 * dropped. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface AnswerEvaluator {

    /**
     * Grades a result.
     *
     * @param method the method, as class and name, such as {@code com.acme.Summaries#summarize}
     * @param result what it returned
     * @return from 0, useless, to 1, perfect; null for no grade
     */
    @Nullable
    Double grade(String method, Object result);
}
