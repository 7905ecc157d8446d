package dev.pointsman.router;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The plan to ask the same model again.
 *
 * @param model its id
 * @param at when, in nanoseconds
 * @param paidAt when the pool's budget paid for it, in nanoseconds
 */
record PlannedRetry(String model, long at, long paidAt) {
    private static final long SHORT_LIVED = Duration.ofSeconds(1).toNanos();
    private static final long BACKOFF = Duration.ofMillis(500).toNanos();
    private static final int CHANCE_ROUND = 1_000_000; // apart from the rounds of any decision

    /** What decides, besides the failure itself. */
    record Situation(PoolState pool, int retriesBefore, boolean alone, long deadlineAt, long now) {}

    static @Nullable PlannedRetry plan(Attempt attempt, Failure failure, Situation here, RandomSource chance) {
        FailoverPolicy policy = here.pool().pool().failover();
        if (here.retriesBefore() >= policy.retrySame()) {
            return null;
        }
        long wait = wait(attempt, failure, here, policy, chance);
        boolean worthIt = wait >= 0
                && here.now() + wait - here.deadlineAt() < 0
                && attempt.track().breaker().refusal(here.now() + wait) == null;
        return worthIt && here.pool().retries().withdraw(here.now())
                ? new PlannedRetry(attempt.model().id(), here.now() + wait, here.now())
                : null;
    }

    /** Nanoseconds until the model may be asked again; negative if it should not be. */
    private static long wait(
            Attempt attempt, Failure failure, Situation here, FailoverPolicy policy, RandomSource chance) {
        if (failure.kind() == FailureKind.GENERATION_FAILED) {
            return 0; // neither load nor time is the reason: another draw may do, however long this one took
        }
        if (failure.kind().isRetryable()) {
            // Full jitter (Brooker 2015): callers that failed together must not come back together.
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
