package dev.pointsman.router;

import dev.pointsman.breaker.Lease;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Timeouts;
import dev.pointsman.model.Usage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One try at one model, from the decision to its end. Safe for all threads.
 *
 * <p>Exactly one ending counts: the first of {@link #succeed}, {@link #fail}, {@link #ignore} and {@link #close}. Each
 * says whether it was the one. An attempt that nobody ends stops counting as in flight after a while.
 */
public final class Attempt implements AutoCloseable {
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
    private volatile long firstTokenAt; // of no meaning before the flag is set
    private volatile @Nullable Object outcome; // its failure or its usage: one field, as every call pays for it
    private volatile long paused; // nanoseconds
    private volatile int state; // flags; none is set at first, and a write of that would only be waited for

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
     * Whom to ask.
     *
     * @return the model
     */
    public Model model() {
        return member.model();
    }

    /**
     * The model's rank in the pool.
     *
     * @return the tier
     */
    public Tier tier() {
        return member.tier();
    }

    /**
     * The call as it was asked for.
     *
     * @return the request
     */
    public RouteRequest request() {
        return request;
    }

    /**
     * The number of the decision, unique within its router.
     *
     * @return at least 0
     */
    public long id() {
        return id;
    }

    /**
     * The id of the decision, the same wherever it is written down.
     *
     * @return the router's instance and the number, or the number alone if the instance has no name
     */
    public String decisionId() {
        return RouteTrace.decisionId(engine().instance(), id);
    }

    /**
     * Whether a call is around the attempt, whose end listeners hear of besides the attempt's own.
     *
     * @return false for what {@link ModelRouter#route} gives
     */
    public boolean belongsToCall() {
        return tried != TriedModels.NOTHING;
    }

    /**
     * Whether it is a trial beside the attempt that serves the call: its answer is shown to no caller.
     *
     * @return true for what {@link RoutedCall#besideTrial} gives
     */
    public boolean isBesideTrial() {
        return (state & BESIDE) != 0;
    }

    /**
     * How long the provider may be silent: the model's own timeouts, else the pool's; the call's deadline ends every wait for
     * a first token or a whole answer.
     *
     * @return the timeouts, every one set
     */
    public Timeouts timeouts() {
        Timeouts own = model().timeouts().or(member.pool().pool().failover().timeouts());
        long left = tried.left(start);
        return new Timeouts(atMost(own.firstToken(), left), own.idle(), atMost(own.response(), left));
    }

    /**
     * How the request is to be changed for the model's tier.
     *
     * @return the change
     */
    public RequestOverride change() {
        return member.pool().pool().changes().getOrDefault(tier(), RequestOverride.NONE);
    }

    /**
     * What the pool does when this attempt's stream breaks.
     *
     * @return the policy
     */
    public MidStream midStream() {
        return member.pool().pool().failover().midStream();
    }

    /**
     * The provider has said that nothing more will be served for a while, though it served this.
     *
     * @param wait for how long; at least 0
     */
    public void coolDown(Duration wait) {
        track().coolDown(DurationNanos.of(wait), engine().clock().nanos());
    }

    /**
     * Whether an ending has counted.
     *
     * @return true after the first ending
     */
    public boolean isEnded() {
        return (state & ENDED) != 0;
    }

    /**
     * How the attempt failed.
     *
     * @return the failure; null if it has not ended, or not by {@link #fail}
     */
    public @Nullable Failure failure() {
        return outcome instanceof Failure failure ? failure : null;
    }

    /** The tokens it was counted to have served; unknown before it has succeeded. */
    Usage usage() {
        return outcome instanceof Usage usage ? usage : Usage.UNKNOWN;
    }

    /**
     * Tells for how long the caller has held a stream up after its first token. The model's pace is learned without this
     * time; it is not part of the answer's duration.
     *
     * @param time all of it so far; at least 0
     */
    public void pausedByCaller(Duration time) {
        paused = Math.max(0, DurationNanos.of(time));
    }

    /**
     * The first token of the answer has come.
     *
     * @return true if this was the first report of it and the attempt had not ended
     */
    public boolean firstToken() {
        long now = engine().clock().nanos();
        int before = state;
        if ((before & (FIRST_TOKEN | ENDED)) != 0) {
            return false;
        }
        firstTokenAt = now - start > 0 ? now : start + 1; // a clock may tick slower than a model
        if (!STATE.compareAndSet(this, before, before | FIRST_TOKEN)) {
            return false;
        }
        track().statistics()
                .firstToken(start, request.streaming(), concurrentCalls(), member.expectedOutput(request), now);
        track().firstToken(this, lease, now);
        return true;
    }

    /**
     * The answer is whole, and its tokens were counted.
     *
     * @param usage the tokens; {@link Usage#UNKNOWN} if they were not counted after all
     * @return true if this ending counted
     */
    public boolean succeed(Usage usage) {
        if (!end()) {
            return false;
        }
        OUTCOME.setRelease(this, usage); // nobody waits for it: what follows tells the others
        long now = engine().clock().nanos();
        double tokens = usage.isKnown() ? usage.outputTokens() : member.expectedOutput(request);
        if (usage.isKnown() && !track().statistics().isThrottled(now)) {
            member.pool().output().add(usage.outputTokens(), now);
            member.output().add(usage.outputTokens(), now);
            member.pool().input().add(usage.inputTokens(), now);
        }
        if (!isBesideTrial()) {
            engine().sessions().served(member.pool().name(), request, model().id());
        }
        track().succeeded(this, lease, usage, tokens, now);
        return true;
    }

    /**
     * The answer is whole, and nobody counted its tokens.
     *
     * @return true if this ending counted
     */
    public boolean succeed() {
        return succeed(Usage.UNKNOWN);
    }

    /**
     * The attempt has failed; what that teaches about the model depends on the failure's kind.
     *
     * @param how the failure
     * @return true if this ending counted
     */
    public boolean fail(Failure how) {
        if (how.kind() == FailureKind.CANCELLED) {
            return ignore();
        }
        int before = setEnded();
        if ((before & ENDED) != 0) {
            return false;
        }
        outcome = how;
        track().failed(this, lease, isWaiting(before), how, engine().clock().nanos());
        return true;
    }

    /**
     * The caller has left, or the request itself was at fault: nothing is learned.
     *
     * @return true if this ending counted
     */
    public boolean ignore() {
        int before = setEnded();
        if ((before & ENDED) != 0) {
            return false;
        }
        track().ignored(this, lease, isWaiting(before), engine().clock().nanos());
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

    /** Makes it a trial beside a call; before anything else is told of it. */
    void markBeside() {
        state = BESIDE;
    }

    long start() {
        return start;
    }

    /** When the first token came; equal to the start if none has. */
    long firstTokenAt() {
        return (state & FIRST_TOKEN) != 0 ? firstTokenAt : start;
    }

    int concurrentCalls() {
        return others;
    }

    /** Whether it is a trial, or a call of the ramp after one. */
    long paused() {
        return paused;
    }

    boolean isOnTheWayBack() {
        return lease.counted();
    }

    /**
     * Whether a failure may say nothing of the model: a limit that was the call's own, shorter than the model's, has ended
     * the attempt.
     */
    boolean isCutShort(Failure failure, long now) {
        if (failure.kind() != FailureKind.TIMEOUT || tried.left(now) > 0) {
            return false;
        }
        Timeouts own = model().timeouts().or(member.pool().pool().failover().timeouts());
        Duration limit = request.streaming() ? own.firstToken() : own.response();
        return firstTokenAt() == start && limit != null && now - start < DurationNanos.of(limit);
    }

    private static @Nullable Duration atMost(@Nullable Duration limit, long nanos) {
        boolean within = limit == null || DurationNanos.of(limit) <= nanos;
        return within ? limit : Duration.ofNanos(Math.max(1, nanos));
    }

    private boolean end() {
        return (setEnded() & ENDED) == 0;
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

    OperationState track() {
        return member.track(request.operation());
    }
}
