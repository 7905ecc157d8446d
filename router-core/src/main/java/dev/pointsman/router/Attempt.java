package dev.pointsman.router;

import dev.pointsman.breaker.internal.Lease;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Timeouts;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.policy.RequestOverride;
import dev.pointsman.policy.internal.AttemptLimits;
import dev.pointsman.stats.internal.PromptLoad;
import dev.pointsman.stats.internal.StreamTimes;
import dev.pointsman.time.internal.DurationNanos;
import dev.pointsman.trace.RouteTrace;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one model, from the decision to its end. Thread-safe.
 *
 * <p>Only the first call of {@link #succeed}, {@link #fail}, {@link #ignore} and {@link #close} counts; each returns
 * whether it was the first. An attempt that is never ended stops counting as in flight after a time limit.
 */
public sealed class Attempt implements AutoCloseable permits PromptedAttempt {
    private static final int FIRST_TOKEN = 1;
    private static final int ENDED = 2;
    private static final int BESIDE = 4;
    private static final VarHandle STATE;
    private static final VarHandle OUTCOME;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Attempt.class, "state", int.class);
            OUTCOME = MethodHandles.lookup().findVarHandle(Attempt.class, "outcome", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PoolMember member;
    private final RouteRequest request;
    private final TriedModels tried;
    private final Lease lease;
    private final long id;
    private final long start;
    private final int others;
    private volatile @Nullable StreamTimes stream; // set before the flag
    private volatile @Nullable Object outcome; // its failure or its usage, in one field to save memory per call
    private volatile int state; // flags; the initial 0 is not written explicitly, to save a memory barrier

    Attempt(PoolMember member, RouteRequest request, TriedModels tried, Lease lease, long id, long start, int others) {
        this.member = member;
        this.request = request;
        this.tried = tried;
        this.lease = lease;
        this.id = id;
        this.start = start;
        this.others = others;
    }

    /**
     * Returns the model to call.
     *
     * @return the model
     */
    public Model model() {
        return member.model();
    }

    /**
     * Returns the model's tier in the pool.
     *
     * @return the tier
     */
    public Tier tier() {
        return member.tier();
    }

    /**
     * Returns the request of the call.
     *
     * @return the request
     */
    public RouteRequest request() {
        return request;
    }

    /**
     * Returns the number of the decision, unique within its router.
     *
     * @return at least 0
     */
    public long id() {
        return id;
    }

    /**
     * Returns the id of the decision, as used in all logs.
     *
     * @return the router's instance and the number, or the number alone if the instance has no name
     */
    public String decisionId() {
        return RouteTrace.decisionId(engine().instance(), id);
    }

    /**
     * Returns whether the attempt belongs to a call, whose completion is also reported to listeners.
     *
     * @return false for attempts of {@link ModelRouter#route}
     */
    public boolean belongsToCall() {
        return tried != TriedModels.NOTHING;
    }

    /**
     * Returns whether it is a trial beside the attempt that serves the call; its answer is never passed to the caller.
     *
     * @return true for a trial that {@link CallDriver} runs beside a call
     */
    public boolean isBesideTrial() {
        return (state & BESIDE) != 0;
    }

    /**
     * Returns the timeouts: the model's, else the pool's; waits for a first token or a whole answer are limited by the
     * call's deadline. The wait for a first token is longer for a prompt that takes longer to read, where that is taken
     * into account.
     *
     * @return the timeouts, every one set
     */
    public Timeouts timeouts() {
        return AttemptLimits.within(ownTimeouts(), tried.left(start));
    }

    /**
     * Returns the override of the request for the model's tier.
     *
     * @return the override
     */
    public RequestOverride change() {
        return member.pool().pool().changes().getOrDefault(tier(), RequestOverride.NONE);
    }

    /**
     * Returns the pool's policy for a stream that breaks.
     *
     * @return the policy
     */
    public MidStream midStream() {
        return member.pool().pool().failover().midStream();
    }

    /**
     * Starts a cooldown of the model: the provider announced that it rejects further requests for a while, though it
     * served this one.
     *
     * @param wait the length; at least 0
     */
    public void coolDown(Duration wait) {
        operationState().coolDown(DurationNanos.of(wait), engine().clock().nanos());
    }

    /**
     * Returns whether the attempt has ended.
     *
     * @return true after the first end
     */
    public boolean isEnded() {
        return (state & ENDED) != 0;
    }

    /**
     * Returns the failure of the attempt.
     *
     * @return the failure; null if it has not ended, or not by {@link #fail}
     */
    public @Nullable Failure failure() {
        return outcome instanceof Failure failure ? failure : null;
    }

    /** Returns the counted tokens; unknown before a success. */
    Usage usage() {
        return outcome instanceof Usage usage ? usage : Usage.UNKNOWN;
    }

    /**
     * Records how long the caller has delayed a stream after its first token. This time is excluded from the model's
     * latency samples and the answer's duration. No effect before the first token.
     *
     * @param time the total so far; at least 0
     */
    public void pausedByCaller(Duration time) {
        StreamTimes.paused(stream, DurationNanos.of(time));
    }

    /**
     * Records the first token of the answer.
     *
     * @return true if this was the first report of it and the attempt had not ended
     */
    public boolean firstToken() {
        long now = engine().clock().nanos();
        int before = state;
        if ((before & (FIRST_TOKEN | ENDED)) != 0) {
            return false;
        }
        stream = new StreamTimes(now - start > 0 ? now : start + 1); // the clock may be too coarse
        if (!STATE.compareAndSet(this, before, before | FIRST_TOKEN)) {
            return false;
        }
        operationState()
                .statistics()
                .firstToken(start, request.streaming(), concurrentCalls(), member.expectedOutput(request), load(), now);
        operationState().firstToken(this, lease, now);
        return true;
    }

    /**
     * Ends the attempt as a success with counted tokens.
     *
     * @param usage the tokens; {@link Usage#UNKNOWN} if they were not counted
     * @return true if this was the first end
     */
    public boolean succeed(Usage usage) {
        return !isEnded() && succeed(usage, engine().clock().nanos());
    }

    /** The same at a time already read. */
    boolean succeed(Usage usage, long now) {
        if ((setEnded() & ENDED) != 0) {
            return false;
        }
        OUTCOME.setRelease(this, usage); // release is enough: the following writes publish it
        double tokens = usage.isKnown() ? usage.outputTokens() : member.expectedOutput(request);
        if (usage.isKnown() && !operationState().statistics().isThrottled(now)) {
            member.pool().output().add(usage.outputTokens(), now);
            member.output().add(usage.outputTokens(), now);
            member.pool().input().add(usage.inputTokens(), now);
        }
        if (!isBesideTrial()) {
            learnPrompt(usage, now);
        }
        operationState().succeeded(this, lease, usage, tokens, now);
        return true;
    }

    /**
     * Ends the attempt as a success without counted tokens.
     *
     * @return true if this was the first end
     */
    public boolean succeed() {
        return succeed(Usage.UNKNOWN);
    }

    /**
     * Ends the attempt as a failure, whose kind determines the effect on the model's statistics and breaker.
     *
     * @param how the failure
     * @return true if this was the first end
     */
    public boolean fail(Failure how) {
        return !isEnded() && fail(how, engine().clock().nanos());
    }

    /** The same at a time already read. */
    boolean fail(Failure how, long now) {
        if (how.kind() == FailureKind.CANCELLED) {
            return ignore(now);
        }
        int before = setEnded();
        if ((before & ENDED) != 0) {
            return false;
        }
        outcome = how;
        operationState().failed(this, lease, isWaiting(before), how, now);
        return true;
    }

    /**
     * Ends the attempt without effect on statistics: the caller cancelled, or the request itself was at fault.
     *
     * @return true if this was the first end
     */
    public boolean ignore() {
        return !isEnded() && ignore(engine().clock().nanos());
    }

    /** The same at a time already read. */
    boolean ignore(long now) {
        int before = setEnded();
        if ((before & ENDED) != 0) {
            return false;
        }
        operationState().ignored(this, lease, isWaiting(before), now);
        return true;
    }

    /** Ends the attempt like {@link #ignore}, if it has not ended. */
    @Override
    public void close() {
        ignore();
    }

    /** The number, the model and whether it has ended. */
    @Override
    public String toString() {
        return "Attempt[" + id + " at " + model().id() + (isEnded() ? ", ended]" : "]");
    }

    /** Marks it as a trial beside a call, before any other event. */
    void markBeside() {
        state = BESIDE;
    }

    long start() {
        return start;
    }

    /** Returns the time of the first token; equal to the start if there is none. */
    long firstTokenAt() {
        return (state & FIRST_TOKEN) != 0 ? StreamTimes.firstTokenAt(stream, start) : start;
    }

    int concurrentCalls() {
        return others;
    }

    long paused() {
        return StreamTimes.paused(stream);
    }

    /** Returns whether it is a trial, or a call of the ramp after one. */
    boolean isOnTheWayBack() {
        return lease.counted();
    }

    /**
     * Returns whether a timeout says nothing about the model: the attempt was ended by the call's deadline before the
     * model's own timeout.
     */
    boolean isCutShort(Failure failure, long now) {
        boolean late = failure.kind() == FailureKind.TIMEOUT && tried.left(now) <= 0;
        return late
                && firstTokenAt() == start
                && AttemptLimits.isBefore(ownTimeouts(), request.streaming(), now - start);
    }

    PoolMember member() {
        return member;
    }

    /** Returns the expected work on the prompt. */
    PromptLoad load() {
        return PromptLoad.NONE;
    }

    /** Compares what was expected of prompt caches with the usage. */
    void learnPrompt(Usage usage, long now) {
        // Prompts are not taken into account.
    }

    private Timeouts ownTimeouts() {
        return AttemptLimits.of(model(), member.pool().pool().failover(), load());
    }

    private int setEnded() {
        return (int) STATE.getAndBitwiseOr(this, ENDED);
    }

    private boolean isWaiting(int before) {
        return request.streaming() && (before & FIRST_TOKEN) == 0;
    }

    private RouterContext engine() {
        return member.pool().engine();
    }

    OperationState operationState() {
        return member.operationState(request.operation());
    }
}
