package dev.pointsman.router;

import dev.pointsman.strategy.internal.GoalRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listeners of a router's decisions, which get the decision's own workspace. They cost a decision nothing if absent. */
final class DecisionListeners {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRouter.class);

    private final List<GuardedListener> all;
    private final boolean readingEstimates;

    DecisionListeners(List<GuardedListener> all) {
        this.all = all;
        this.readingEstimates = all.stream().anyMatch(GuardedListener::readsEstimates);
    }

    /** Reads the candidates' estimates before the attempt changes them, if a listener needs them. */
    void deciding(DecisionWorkspace workspace) {
        if (readingEstimates) {
            workspace.readAll();
        }
    }

    void decided(DecisionWorkspace workspace, Attempt attempt) {
        for (int i = 0; i < all.size(); i++) { // by index: an iterator would be the decision's only allocation
            all.get(i).decided(workspace, attempt);
        }
    }

    /** Scores the candidates with the shadow strategy, for listeners only. */
    void shadowed(DecisionWorkspace workspace, Attempt attempt, GoalRegistry.BoundGoal shadow) {
        if (all.isEmpty()) {
            return;
        }
        double[] probabilities;
        try {
            probabilities = workspace.scoreAgain(shadow);
        } catch (RuntimeException e) { // the call does not depend on it
            LOG.warn("Strategy {} failed in the shadow; the call goes on", shadow.goal(), e);
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            all.get(i).shadowed(workspace, attempt, shadow.goal().name(), probabilities);
        }
    }
}
