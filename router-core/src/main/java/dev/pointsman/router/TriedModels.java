package dev.pointsman.router;

import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.FailureKind.FailoverScope;
import dev.pointsman.model.FailureKind.HealthEffect;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call has tried, what that rules out, and until when it may try. Guarded by its call. */
final class TriedModels {
    /** An attempt without a call around it: nothing tried, no deadline; never written to. */
    static final TriedModels NOTHING = new TriedModels(null, false, 0);

    private static final long TIME_TO_RECOVER = 1_000_000_000;
    private static final PoolMember[] NONE = {};

    private final List<String> models = new ArrayList<>(4);
    private List<String> unable = List.of(); // made when there is one
    private List<String> forbidding = List.of(); // providers; made when there is one
    private List<FailedModel> failed = List.of(); // those whose own fault it was; made when there is one
    private final @Nullable String only;
    private final boolean limited;
    private final long deadlineAt;
    private int windowOver;
    private boolean anyWindow = true;
    private boolean unknownWindowSpent;
    private boolean trialSpent;
    private long call = -1;
    private long firstAttempt = -1;
    private int attempts;

    private TriedModels(@Nullable String only, boolean limited, long deadlineAt) {
        this.only = only;
        this.limited = limited;
        this.deadlineAt = deadlineAt;
    }

    static TriedModels until(long deadlineAt) {
        return new TriedModels(null, true, deadlineAt);
    }

    /** The same call with the choice of one model, which is asked again. */
    TriedModels only(String model) {
        TriedModels one = new TriedModels(model, limited, deadlineAt);
        one.models.addAll(models);
        one.forbidding = forbidding;
        one.windowOver = windowOver;
        one.anyWindow = anyWindow;
        one.unknownWindowSpent = unknownWindowSpent;
        one.trialSpent = trialSpent;
        one.call = call;
        one.firstAttempt = firstAttempt;
        one.attempts = attempts;
        return one;
    }

    /** The same call without the choice of some models more. */
    TriedModels without(List<String> more) {
        TriedModels less = new TriedModels(only, limited, deadlineAt);
        less.models.addAll(models);
        less.models.addAll(more);
        less.forbidding = forbidding;
        less.windowOver = windowOver;
        less.anyWindow = anyWindow;
        less.unknownWindowSpent = unknownWindowSpent;
        less.trialSpent = trialSpent;
        less.call = call;
        less.firstAttempt = firstAttempt;
        less.attempts = attempts;
        return less;
    }

    /** A decision is made for the call; the first one's number is the call's. */
    void called(long decision) {
        if (limited && call < 0) {
            call = decision;
        }
    }

    /** The number of the call; that of the decision where there is no call around it. */
    long call(long decision) {
        return call < 0 ? decision : call;
    }

    /** An attempt of the call has begun. */
    void begun(long decision) {
        firstAttempt = attempts == 0 ? decision : firstAttempt;
        attempts++;
    }

    /** A trial, or a place of the ramp, was this call's. */
    void trialBegun() {
        trialSpent = true;
    }

    /** Whether the call may have no further trial but as a last resort. */
    boolean isTrialSpent() {
        return trialSpent;
    }

    /** The number of the call's first attempt; that of the decision if none has begun before. */
    long firstAttempt(long decision) {
        return attempts == 0 ? decision : firstAttempt;
    }

    /** How many attempts of the call have begun. */
    int attempts() {
        return attempts;
    }

    boolean isEmpty() {
        return models.isEmpty();
    }

    boolean rulesNobodyOut() {
        return anyWindow && only == null && models.isEmpty() && forbidding.isEmpty();
    }

    /** What the call so far has against a model; null if nothing. */
    @Nullable
    Reason refusal(Model model) {
        if (only != null && only.equals(model.id())) {
            return null;
        }
        if (models.contains(model.id())) {
            return Reason.TRIED;
        }
        return forbidding.contains(model.provider()) ? Reason.FORBIDDEN : only == null ? null : Reason.RETRY;
    }

    /**
     * Whether the model's window may be large enough: larger than that of every model the call was too long for, or
     * unknown, as long as only one model of unknown window has refused it since the first refusal.
     */
    boolean mayFit(Model model) {
        int window = model.contextWindow();
        return anyWindow || (window == 0 ? !unknownWindowSpent : window > windowOver);
    }

    void add(Model model, Failure failure, long now) {
        models.add(model.id());
        if (failure.kind().healthEffect() == HealthEffect.FAILURE) {
            failed = failed.isEmpty() ? new ArrayList<>(4) : failed;
            failed.removeIf(earlier -> earlier.id().equals(model.id()));
            failed.add(new FailedModel(model.id(), now));
        }
        boolean tooLong = failure.kind().failoverScope() == FailoverScope.LARGER_WINDOW;
        if (tooLong || failure.kind() == FailureKind.UNSUPPORTED) {
            unable = unable.isEmpty() ? new ArrayList<>(2) : unable;
            unable.add(model.id());
        }
        if (failure.kind().failoverScope() == FailoverScope.OTHER_PROVIDER) {
            forbidding = forbidding.isEmpty() ? new ArrayList<>(2) : forbidding;
            forbidding.add(model.provider());
        }
        if (tooLong) {
            unknownWindowSpent |= !anyWindow && model.contextWindow() == 0;
            anyWindow = false;
            windowOver = Math.max(windowOver, model.contextWindow());
        }
    }

    /** Whether waiting is in vain: it can't serve the request, or its provider has forbidden the call. */
    boolean isUseless(Model model) {
        return unable.contains(model.id()) || forbidding.contains(model.provider());
    }

    /** Lifts the exclusion of the models that have answered other calls since they failed this one; false if there is none. */
    boolean readmitAnswering(PoolState pool, Operation operation) {
        return readmit(
                pool, (member, failedAt) -> member.track(operation).breaker().hasAnsweredSince(failedAt));
    }

    /** Lifts the exclusion of the models that failed a second ago or earlier and are not closed; false if there is none. */
    boolean readmitOpen(PoolState pool, Operation operation, long now) {
        return readmit(
                pool,
                (member, failedAt) -> now - failedAt >= TIME_TO_RECOVER
                        && !member.track(operation).breaker().isFree());
    }

    private boolean readmit(PoolState pool, Readmission condition) {
        boolean readmitted = false;
        for (PoolMember member : failed.isEmpty() ? NONE : pool.members()) {
            String id = member.model().id();
            if (failed.removeIf(model -> model.id().equals(id) && condition.holds(member, model.failedAt()))) {
                readmitted |= models.removeIf(id::equals);
            }
        }
        return readmitted;
    }

    /** Condition under which a model may be asked again by a call that it has failed. */
    private interface Readmission {
        boolean holds(PoolMember member, long failedAt);
    }

    /** After a wait every model may be tried once more, but for those that are useless to the call. */
    void forget() {
        models.retainAll(unable);
    }

    /** Nanoseconds until the deadline; the longest there is without one. */
    long left(long now) {
        return limited ? deadlineAt - now : Long.MAX_VALUE;
    }

    long deadlineAt() {
        return deadlineAt;
    }

    /** A model that has failed the call by its own fault, and when. */
    private record FailedModel(String id, long failedAt) {}
}
