package dev.pointsman.router;

import dev.pointsman.breaker.internal.Lease;
import dev.pointsman.breaker.internal.ModelBreaker;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.internal.LastResort;
import dev.pointsman.policy.internal.LastResortBudget;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Decision algorithm: collects the eligible candidates of the best tier, scores them, draws one and acquires its lease.
 *
 * <p>A model whose trial is due gets the next call of its tier regardless of its score: its estimates date from the
 * outage, and with them it might never be tried again. The same holds at each further stage of the ramp, one call at a
 * time. A call gets at most one trial: after a failure it goes to a model that is not due for a trial, if there is one.
 */
final class Decider {
    private static final int NONE = EligibleCandidates.NONE;

    private final RouterContext engine;
    private final EligibleCandidates candidates;
    private final DecisionListeners listeners;
    // A decision uses its thread's workspace; a nested one made inside a scorer finds it busy and creates its own.
    @SuppressWarnings("ThreadLocalUsage") // one per router: workspaces reference its models
    private final ThreadLocal<@Nullable DecisionWorkspace> workspaces = new ThreadLocal<>();

    Decider(RouterContext engine) {
        this.engine = engine;
        this.candidates = new EligibleCandidates(engine.changes(), engine.rules());
        this.listeners = new DecisionListeners(engine.deciding());
    }

    /** Returns an attempt at the best model; null if no model is available. */
    @Nullable
    Attempt decide(
            PoolState pool,
            RouteRequest request,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            LastResort resort,
            long id,
            long now) {
        DecisionWorkspace workspace = workspace();
        try {
            tried.called(id);
            begin(workspace, pool, request, goal, tried, pool.turn(tried.isEmpty()), id, now);
            return decide(workspace, pool, goal, tried, resort, now);
        } finally {
            workspace.end();
        }
    }

    /** Returns a trial of a model beside a call that goes to another one; its lease was acquired at a given time. */
    Attempt beside(
            PoolState pool,
            RouteRequest request,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            PoolMember member,
            Lease lease,
            long id,
            long at) {
        DecisionWorkspace workspace = workspace();
        try {
            begin(workspace, pool, request, goal, tried, pool.turn(false), id, at);
            workspace.clear();
            workspace.kind(DecisionKind.BESIDE);
            workspace.add(member, goal.slot());
            return open(workspace, workspace.certain(0), tried, lease, at);
        } finally {
            workspace.end();
        }
    }

    private DecisionWorkspace workspace() {
        DecisionWorkspace workspace = workspaces.get();
        if (workspace == null) {
            workspace = new DecisionWorkspace(engine.chance());
            workspaces.set(workspace);
        } else if (workspace.isBusy()) {
            workspace = new DecisionWorkspace(engine.chance());
        }
        return workspace;
    }

    /** Returns the decision for a hypothetical call, without acquiring a lease or counting a call. */
    Explanation explain(PoolState pool, RouteRequest request, GoalRegistry.BoundGoal goal, boolean mayPanic) {
        long now = engine.clock().nanos();
        DecisionWorkspace workspace = new DecisionWorkspace(engine.chance());
        begin(workspace, pool, request, goal, TriedModels.NOTHING, pool.turn(false), -1, now);
        int trial = candidates.available(workspace, pool, goal, TriedModels.NOTHING, true, now);
        if (workspace.size() > 0) {
            workspace.kind(
                    trial != NONE
                            ? DecisionKind.TRIAL
                            : workspace.size() > 1 ? DecisionKind.CHOICE : DecisionKind.ONLY);
            workspace.weigh(goal, goal.picker());
            if (trial != NONE || workspace.size() == 1) {
                workspace.certain(Math.max(trial, 0));
            }
        } else if (mayPanic) {
            candidates.lastResort(workspace, pool, goal, TriedModels.NOTHING, now);
            workspace.weigh(goal, Picker.best());
        }
        return Explanation.of(workspace);
    }

    private void begin(
            DecisionWorkspace workspace,
            PoolState pool,
            RouteRequest request,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            long turn,
            long id,
            long now) {
        workspace.begin(request, id, turn, now);
        workspace.outlook().begin(engine.prompts(), pool.name());
        workspace.within(pool, goal, tried);
    }

    private @Nullable Attempt decide(
            DecisionWorkspace workspace,
            PoolState pool,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            LastResort resort,
            long now) {
        // A further round follows if another thread took the candidate's last permit, which the next round sees.
        for (int round = 0; round <= pool.members().length; round++) {
            int index = choose(workspace, pool, goal, tried, round, now);
            if (index == NONE) {
                break;
            }
            Lease lease = workspace.view(index).operationState().breaker().acquire(now);
            if (lease != null) {
                Attempt attempt = open(workspace, index, tried, lease, now);
                if (workspace.kind() == DecisionKind.CHOICE && goal.shadow() != null) {
                    listeners.shadowed(workspace, attempt, goal.shadow());
                }
                return attempt;
            }
            workspace.forget();
        }
        return resort == LastResort.NONE ? null : panic(workspace, pool, goal, tried, resort, now);
    }

    /** Refills the workspace and returns the index of the drawn candidate; negative if there is none. */
    int choose(
            DecisionWorkspace workspace,
            PoolState pool,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            int round,
            long now) {
        int trial = candidates.available(workspace, pool, goal, tried, tried.isEmpty(), now);
        if (workspace.size() == 0 && !tried.isTrialSpent()) {
            trial = candidates.available(workspace, pool, goal, tried, true, now);
        }
        if (workspace.size() == 0) {
            return NONE;
        }
        if (trial == NONE && workspace.size() > 1) {
            workspace.kind(DecisionKind.CHOICE);
            return draw(workspace, goal, round);
        }
        workspace.kind(trial == NONE ? DecisionKind.ONLY : DecisionKind.TRIAL);
        return workspace.certain(Math.max(trial, 0));
    }

    private int draw(DecisionWorkspace workspace, GoalRegistry.BoundGoal goal, int round) {
        workspace.weigh(goal, goal.picker());
        int number = goal.bySession() ? workspace.outlook().numberOfSession() : -1;
        return number >= 0 && round == 0
                ? workspace.drawBySession(number)
                : workspace.draw(engine.chance().draw(workspace.number(), round));
    }

    /**
     * Panic mode, if no model is available: selects one of any tier although its breaker is open, half-open or ramping.
     */
    private @Nullable Attempt panic(
            DecisionWorkspace workspace,
            PoolState pool,
            GoalRegistry.BoundGoal goal,
            TriedModels tried,
            LastResort resort,
            long now) {
        boolean answering = candidates.lastResort(workspace, pool, goal, tried, now) == Long.MAX_VALUE;
        LastResortBudget budget = pool.lastResorts();
        boolean pays = resort == LastResort.FURTHER && !answering;
        if (workspace.size() == 0 || (pays && !budget.withdraw())) {
            return null;
        }
        workspace.weigh(goal, Picker.best());
        int index = workspace.draw(engine.chance().draw(workspace.number(), pool.members().length + 1));
        ModelBreaker breaker = workspace.view(index).operationState().breaker();
        Lease passed = breaker.acquireInPanic(now);
        Lease lease = passed == null ? breaker.acquire(now) : passed; // it may have closed in the meantime
        if (lease == null) {
            if (pays) {
                budget.giveBack();
            }
            return null;
        }
        if (resort == LastResort.FIRST) {
            budget.call();
        }
        return open(workspace, index, tried, lease, now);
    }

    private Attempt open(DecisionWorkspace workspace, int index, TriedModels tried, Lease lease, long now) {
        listeners.deciding(workspace);
        Attempt attempt = PromptedAttempt.begin(workspace, index, tried, lease, now);
        if (workspace.kind() == DecisionKind.BESIDE) {
            attempt.markBeside();
        }
        listeners.decided(workspace, attempt);
        return attempt;
    }
}
