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

/** Models already attempted by one call, the resulting exclusions, and its deadline. Guarded by its call. */
final class TriedModels {
    /** The constant for an attempt without a call: nothing tried, no deadline; never written to. */
    static final TriedModels NOTHING = new TriedModels(false, 0);

    private static final long TIME_TO_RECOVER = 1_000_000_000;

    private final boolean limited;
    private final long deadlineAt;
    private @Nullable Exclusions exclusions; // created by the first failure: most calls have none
    private boolean trialSpent;
    private long call = -1;
    private long firstAttempt = -1;
    private int attempts;

    private TriedModels(boolean limited, long deadlineAt) {
        this.limited = limited;
        this.deadlineAt = deadlineAt;
    }

    static TriedModels until(long deadlineAt) {
        return new TriedModels(true, deadlineAt);
    }

    /** Returns a copy restricted to one model, for a retry. */
    TriedModels only(String model) {
        TriedModels one = copy();
        one.exclusions = new Exclusions(exclusions, model);
        return one;
    }

    /** Returns a copy that excludes further models. */
    TriedModels without(List<String> more) {
        TriedModels less = copy();
        less.exclusions = new Exclusions(exclusions, null);
        less.exclusions.models.addAll(more);
        return less;
    }

    private TriedModels copy() {
        TriedModels copy = new TriedModels(limited, deadlineAt);
        copy.trialSpent = trialSpent;
        copy.call = call;
        copy.firstAttempt = firstAttempt;
        copy.attempts = attempts;
        return copy;
    }

    /** Records a decision; the number of the first one becomes the call's. */
    void called(long decision) {
        if (limited && call < 0) {
            call = decision;
        }
    }

    /** Returns the number of the call; that of the decision without a call. */
    long call(long decision) {
        return call < 0 ? decision : call;
    }

    /** Records the start of an attempt. */
    void onStarted(long decision) {
        firstAttempt = attempts == 0 ? decision : firstAttempt;
        attempts++;
    }

    /** Records that the call got a trial or a permit of the ramp. */
    void trialBegun() {
        trialSpent = true;
    }

    /** Returns whether the call may get a further trial only as a last resort. */
    boolean isTrialSpent() {
        return trialSpent;
    }

    /** Returns the number of the call's first attempt; that of the decision if there is none before. */
    long firstAttempt(long decision) {
        return attempts == 0 ? decision : firstAttempt;
    }

    /** Returns the number of attempts begun. */
    int attempts() {
        return attempts;
    }

    boolean isEmpty() {
        Exclusions some = exclusions;
        return some == null || some.models.isEmpty();
    }

    boolean excludesNothing() {
        Exclusions some = exclusions;
        return some == null || some.areNone();
    }

    /** Returns the reason why earlier attempts exclude a model; null if they don't. */
    @Nullable
    Reason refusal(Model model) {
        Exclusions some = exclusions;
        return some == null ? null : some.refusal(model);
    }

    /**
     * Returns whether the model's window may be large enough: larger than that of every model the call was too long
     * for; an unknown window may be large enough until a model with an unknown window has refused the call after
     * another refusal.
     */
    boolean fitsWindow(Model model) {
        Exclusions some = exclusions;
        return some == null || some.fitsWindow(model);
    }

    void add(Model model, Failure failure, long now) {
        Exclusions some = exclusions;
        if (some == null) {
            some = new Exclusions(null, null);
            exclusions = some;
        }
        some.add(model, failure, now);
    }

    /**
     * Returns whether waiting for the model is useless: it can't serve the request, or its provider has forbidden the
     * call.
     */
    boolean isUseless(Model model) {
        Exclusions some = exclusions;
        return some != null && (some.unable.contains(model.id()) || some.forbidding.contains(model.provider()));
    }

    /**
     * Readmits the models that have answered other calls since they failed this one; returns false if there is none.
     */
    boolean readmitAnswering(PoolState pool, Operation operation) {
        Exclusions some = exclusions;
        return some != null
                && some.readmit(
                        pool,
                        (member, failedAt) ->
                                member.operationState(operation).breaker().hasAnsweredSince(failedAt));
    }

    /**
     * Readmits the models that failed a second ago or earlier and whose breaker is not closed; returns false if there
     * is none.
     */
    boolean readmitOpen(PoolState pool, Operation operation, long now) {
        Exclusions some = exclusions;
        return some != null
                && some.readmit(
                        pool,
                        (member, failedAt) -> now - failedAt >= TIME_TO_RECOVER
                                && !member.operationState(operation).breaker().isFree());
    }

    /** Readmits every model after a wait, except those that can't serve the request. */
    void forget() {
        Exclusions some = exclusions;
        if (some != null) {
            some.models.retainAll(some.unable);
        }
    }

    /** Returns the nanoseconds until the deadline; {@link Long#MAX_VALUE} without one. */
    long left(long now) {
        return limited ? deadlineAt - now : Long.MAX_VALUE;
    }

    long deadlineAt() {
        return deadlineAt;
    }

    /** A model that has failed the call by its own fault, with the time. */
    private record FailedModel(String id, long failedAt) {}

    /** Condition for retrying a model that has failed the call. */
    private interface Readmission {
        boolean holds(PoolMember member, long failedAt);
    }

    /** Exclusions after a failure. */
    private static final class Exclusions {
        private static final PoolMember[] NONE = {};

        private final @Nullable String only;
        private final List<String> models = new ArrayList<>(4);
        private List<String> unable = List.of(); // created on demand
        private List<String> forbidding = List.of(); // providers; created on demand
        private List<FailedModel> failed = List.of(); // those that failed by their own fault; created on demand
        private int windowOver;
        private boolean anyWindow = true;
        private boolean unknownWindowSpent;

        /** A copy for one decision, which neither waits nor readmits; restricted to one model unless it is null. */
        Exclusions(@Nullable Exclusions before, @Nullable String only) {
            this.only = only;
            if (before != null) {
                models.addAll(before.models);
                forbidding = before.forbidding;
                windowOver = before.windowOver;
                anyWindow = before.anyWindow;
                unknownWindowSpent = before.unknownWindowSpent;
            }
        }

        boolean areNone() {
            return anyWindow && only == null && models.isEmpty() && forbidding.isEmpty();
        }

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

        boolean fitsWindow(Model model) {
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

        boolean readmit(PoolState pool, Readmission condition) {
            boolean readmitted = false;
            for (PoolMember member : failed.isEmpty() ? NONE : pool.members()) {
                String id = member.model().id();
                if (failed.removeIf(model -> model.id().equals(id) && condition.holds(member, model.failedAt()))) {
                    readmitted |= models.removeIf(id::equals);
                }
            }
            return readmitted;
        }
    }
}
