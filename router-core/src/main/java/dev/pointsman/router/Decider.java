package dev.pointsman.router;

import dev.pointsman.breaker.Lease;
import dev.pointsman.breaker.ModelBreaker;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.strategy.Picker;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One decision: eligible candidates of the best tier, scored, weighed, one drawn, its lease acquired.
 *
 * <p>A model whose trial is due gets the next call of its tier whatever its score: its estimates are of the outage, and
 * by them it might never be tried again. The same holds at each further stage of the ramp, one call at a time. A trial
 * costs only one attempt of its call: once that has failed anywhere, it goes where no trial is due, if there is such a
 * model.
 */
final class Decider {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRouter.class);
    private static final int NONE = -1;

    private final RouterContext engine;
    // A decision borrows its thread's frame; one made inside a scorer finds it busy and makes its own.
    @SuppressWarnings("ThreadLocalUsage") // one for each router: frames hold on to its models
    private final ThreadLocal<@Nullable DecisionWorkspace> frames = new ThreadLocal<>();

    Decider(RouterContext engine) {
        this.engine = engine;
    }

    /** An attempt at the best model; null if there is none to try. */
    @Nullable
    Attempt decide(
            PoolState pool,
            RouteRequest request,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            LastResort resort,
            long id) {
        DecisionWorkspace frame = frame();
        try {
            long now = engine.clock().nanos();
            tried.called(id);
            begin(frame, pool, request, goal, tried, pool.turn(tried.isEmpty()), id, now);
            return decide(frame, pool, goal, tried, resort, now);
        } finally {
            frame.end();
        }
    }

    /** A trial of a model beside a call that goes to another one; its lease is acquired, at a time. */
    Attempt beside(
            PoolState pool,
            RouteRequest request,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            PoolMember member,
            Lease lease,
            long id,
            long at) {
        DecisionWorkspace frame = frame();
        try {
            begin(frame, pool, request, goal, tried, pool.turn(false), id, at);
            frame.clear();
            frame.kind(DecisionKind.BESIDE);
            frame.add(member, goal.slot());
            return open(frame, frame.certain(0), tried, lease, at);
        } finally {
            frame.end();
        }
    }

    private DecisionWorkspace frame() {
        DecisionWorkspace frame = frames.get();
        if (frame == null) {
            frame = new DecisionWorkspace(engine.chance());
            frames.set(frame);
        } else if (frame.isBusy()) {
            frame = new DecisionWorkspace(engine.chance());
        }
        return frame;
    }

    /** What would be decided now for a call that is only imagined: takes nothing, and counts as no turn. */
    Explanation explain(PoolState pool, RouteRequest request, GoalRegistry.BoundGoal goal, boolean mayPanic) {
        long now = engine.clock().nanos();
        DecisionWorkspace frame = new DecisionWorkspace(engine.chance());
        begin(frame, pool, request, goal, TriedModels.NOTHING, pool.turn(false), -1, now);
        int trial = gather(frame, pool, goal, TriedModels.NOTHING, true, now);
        if (frame.size() > 0) {
            frame.kind(trial != NONE ? DecisionKind.TRIAL : frame.size() > 1 ? DecisionKind.CHOICE : DecisionKind.ONLY);
            frame.weigh(goal, goal.picker());
            if (trial != NONE || frame.size() == 1) {
                frame.certain(Math.max(trial, 0));
            }
        } else if (mayPanic) {
            gatherLastResort(frame, pool, goal, TriedModels.NOTHING, now);
            frame.weigh(goal, Picker.best());
        }
        return Explanation.of(frame);
    }

    private void begin(
            DecisionWorkspace frame,
            PoolState pool,
            RouteRequest request,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            long turn,
            long id,
            long now) {
        frame.begin(request, id, turn, engine.sessions().previousModel(pool.name(), request), now);
        frame.within(pool, goal, tried);
    }

    private @Nullable Attempt decide(
            DecisionWorkspace frame,
            PoolState pool,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            LastResort resort,
            long now) {
        // Each further round lost its candidate's last place to another thread, which the next round then sees.
        for (int round = 0; round <= pool.members().length; round++) {
            int index = choose(frame, pool, goal, tried, round, now);
            if (index == NONE) {
                break;
            }
            Lease lease = frame.view(index).track().breaker().acquire(now);
            if (lease != null) {
                Attempt attempt = open(frame, index, tried, lease, now);
                if (frame.kind() == DecisionKind.CHOICE && goal.shadow() != null) {
                    weighBeside(frame, attempt, goal.shadow());
                }
                return attempt;
            }
            frame.forget();
        }
        return resort == LastResort.NONE ? null : panic(frame, pool, goal, tried, resort, now);
    }

    /** The drawn candidate's place in the frame, which is filled anew; negative if there is nobody to draw. */
    int choose(
            DecisionWorkspace frame,
            PoolState pool,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            int round,
            long now) {
        int trial = gather(frame, pool, goal, tried, tried.isEmpty(), now);
        if (frame.size() == 0 && !tried.isTrialSpent()) {
            trial = gather(frame, pool, goal, tried, true, now);
        }
        if (frame.size() == 0) {
            return NONE;
        }
        if (trial == NONE && frame.size() > 1) {
            frame.kind(DecisionKind.CHOICE);
            return draw(frame, goal, round);
        }
        frame.kind(trial == NONE ? DecisionKind.ONLY : DecisionKind.TRIAL);
        return frame.certain(Math.max(trial, 0));
    }

    private int draw(DecisionWorkspace frame, GoalRegistry.BoundGoal goal, int round) {
        frame.weigh(goal, goal.picker());
        return frame.draw(engine.chance().draw(frame.number(), round));
    }

    /** Fills the frame with the available candidates of the best tier; returns one whose trial is due, if there is one. */
    private int gather(
            DecisionWorkspace frame,
            PoolState pool,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            boolean trials,
            long now) {
        RouteRequest request = frame.request();
        boolean anybody = request.isUnconstrained() && tried.rulesNobodyOut();
        long changes = engine.changes().count();
        frame.clearWeighed();
        if (anybody && frame.again(pool, changes, goal.slot())) {
            return NONE;
        }
        frame.clear();
        int trial = NONE;
        Tier tier = null;
        boolean allFree = anybody;
        for (PoolMember member : pool.members()) {
            if (tier != null && member.tier() != tier) {
                break;
            }
            boolean free = anybody && Eligibility.isFree(member, request);
            allFree &= free;
            if (anybody && !free) { // once nothing is against it any more, the next look is quick again
                member.deployment().settle(request.operation(), now);
            }
            if (free || Eligibility.refusal(member, request, tried, frame.number(), now) == null) {
                boolean due =
                        !free && member.track(request.operation()).breaker().isDue(now);
                if (due && !trials) {
                    continue;
                }
                tier = member.tier();
                if (due && trial == NONE) {
                    trial = frame.size();
                }
                frame.add(member, goal.slot());
            }
        }
        if (allFree) {
            frame.holdsFree(pool, changes);
        }
        return trial;
    }

    /** No model is available: asks one that may answer although its breaker is open, half-open or ramping, of any tier. */
    private @Nullable Attempt panic(
            DecisionWorkspace frame,
            PoolState pool,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            LastResort resort,
            long now) {
        boolean answering = gatherLastResort(frame, pool, goal, tried, now) == Long.MAX_VALUE;
        LastResortBudget budget = pool.lastResorts();
        boolean pays = resort == LastResort.FURTHER && !answering;
        if (frame.size() == 0 || (pays && !budget.withdraw())) {
            return null;
        }
        frame.weigh(goal, Picker.best());
        int index = frame.draw(engine.chance().draw(frame.number(), pool.members().length + 1));
        ModelBreaker breaker = frame.view(index).track().breaker();
        Lease passed = breaker.acquireInPanic(now);
        Lease lease = passed == null ? breaker.acquire(now) : passed; // it may have closed meanwhile
        if (lease == null) {
            if (pays) {
                budget.giveBack();
            }
            return null;
        }
        if (resort == LastResort.FIRST) {
            budget.call();
        }
        return open(frame, index, tried, lease, now);
    }

    /**
     * Fills the frame with the models that come first as a last resort: those without a standing failure, else the one
     * that was asked longest ago. Returns how long ago that is; the longest time there is without a failure.
     */
    private static long gatherLastResort(
            DecisionWorkspace frame, PoolState pool, GoalRegistry.BoundGoal goal, TriedModels tried, long now) {
        frame.clear();
        frame.kind(DecisionKind.PANIC);
        long longest = -1;
        for (PoolMember member : pool.members()) {
            Reason reason = Eligibility.refusal(member, frame.request(), tried, frame.number(), now);
            // Without a reason it is due for a trial, and the call has spent its one.
            if (reason == null || reason == Reason.OPEN || reason == Reason.RECOVERING) {
                long unanswered =
                        member.track(frame.request().operation()).breaker().nanosUnanswered(now);
                if (unanswered > longest) {
                    frame.clear();
                    longest = unanswered;
                }
                if (unanswered == longest) {
                    frame.add(member, goal.slot());
                }
            }
        }
        return longest;
    }

    private Attempt open(DecisionWorkspace frame, int index, TriedModels tried, Lease lease, long now) {
        CandidateView view = frame.view(index);
        List<GuardedListener> listeners = engine.deciding();
        if (!listeners.isEmpty()) {
            frame.readAll(); // what listeners see is what it was before this attempt
        }
        int others = view.track().statistics().begin(frame.request().streaming(), now);
        Attempt attempt = new Attempt(view.member(), frame.request(), tried, lease, frame.number(), now, others);
        if (frame.kind() == DecisionKind.BESIDE) {
            attempt.markBeside();
        }
        for (int i = 0; i < listeners.size(); i++) { // by index: an iterator would be the decision's only garbage
            listeners.get(i).decided(frame, attempt);
        }
        return attempt;
    }

    /** Lets a second strategy weigh what the first has decided, and tells listeners alone. */
    private void weighBeside(DecisionWorkspace frame, Attempt attempt, GoalRegistry.BoundGoal shadow) {
        List<GuardedListener> listeners = engine.deciding();
        if (listeners.isEmpty()) {
            return;
        }
        double[] probabilities;
        try {
            probabilities = frame.weighAgain(shadow);
        } catch (RuntimeException e) { // nobody waits for it
            LOG.warn("Strategy {} failed in the shadow; the call goes on", shadow.goal(), e);
            return;
        }
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).shadowed(frame, attempt, shadow.goal().name(), probabilities);
        }
    }
}
