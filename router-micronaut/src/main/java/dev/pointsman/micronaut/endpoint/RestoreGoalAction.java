package dev.pointsman.micronaut.endpoint;

import dev.pointsman.router.ModelRouter;
import java.util.TreeSet;

/** Action that restores the configured strategy of a goal. */
final class RestoreGoalAction implements OperatorAction {
    private final ModelRouter router;
    private final GoalChanges changes;

    RestoreGoalAction(ModelRouter router, GoalChanges changes) {
        this.router = router;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "restore-goal";
    }

    @Override
    public Runnable prepare(ActionParameters input) {
        String goal = input.name("goal", new TreeSet<>(router.operations().goals()));
        if (!goal.isEmpty()) {
            input.before(GoalStrategyView.values(router.operations().strategy(goal)));
            input.set(GoalStrategyView.values(changes.configured(goal)));
        }
        return () -> changes.restore(goal);
    }
}
