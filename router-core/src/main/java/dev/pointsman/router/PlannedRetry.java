package dev.pointsman.router;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.strategy.RandomSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Planned retry at the same model.
 *
 * @param model the model's id
 * @param at the time of the retry, in nanoseconds
 * @param paidAt the time it was withdrawn from the pool's budget, in nanoseconds
 */
record PlannedRetry(String model, long at, long paidAt) {
    private static final long SHORT_LIVED = Duration.ofSeconds(1).toNanos();
    private static final long BACKOFF = Duration.ofMillis(500).toNanos();
    private static final int CHANCE_ROUND = 1_000_000; // distinct from the rounds of any decision

    /** The state of the call that the plan depends on, besides the failure. */
    record Situation(PoolState pool, int retriesBefore, boolean alone, long deadlineAt, long now) {}

    static @Nullable PlannedRetry plan(Attempt attempt, Failure failure, Situation here, RandomSource chance) {
        FailoverPolicy policy = here.pool().pool().failover();
        if (here.retriesBefore() >= policy.retrySame()) {
            return null;
        }
        long wait = wait(attempt, failure, here, policy, chance);
        boolean worthIt = wait >= 0
                && here.now() + wait - here.deadlineAt() < 0
                && attempt.operationState().breaker().refusal(here.now() + wait) == null;
        return worthIt && here.pool().retries().withdraw(here.now())
                ? new PlannedRetry(attempt.model().id(), here.now() + wait, here.now())
                : null;
    }

    /** Returns the nanoseconds until the retry; negative if there should be none. */
    private static long wait(
            Attempt attempt, Failure failure, Situation here, FailoverPolicy policy, RandomSource chance) {
        if (failure.kind() == FailureKind.GENERATION_FAILED) {
            return 0; // neither load nor time is the cause: another generation may succeed, however long this one took
        }
        if (failure.kind().isRetryable()) {
            // Full jitter (Brooker 2015): callers that failed together must not retry together.
            double ceiling = Math.scalb((double) BACKOFF, Math.min(here.retriesBefore(), 10));
            boolean quick = here.now() - attempt.start() <= SHORT_LIVED;
            return quick ? (long) (chance.draw(attempt.id(), CHANCE_ROUND) * ceiling) : -1;
        }
        Duration asked = failure.retryAfter();
        if (asked == null || asked.isNegative() || failure.kind() != FailureKind.RATE_LIMITED) {
            return -1;
        }
        boolean patient = here.alone() && asked.compareTo(policy.retryAfterPatience()) <= 0;
        return patient ? asked.toNanos() : -1;
    }
}
