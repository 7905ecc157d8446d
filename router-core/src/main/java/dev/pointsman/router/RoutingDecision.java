package dev.pointsman.router;

import dev.pointsman.model.Exclusion;
import dev.pointsman.strategy.Decision;
import java.util.List;

/**
 * A decision that was made: who could be picked, how likely each was, and who was. Read-only, and valid only until the
 * listener that is told of it returns. What the candidates show is what they had shown before the attempt began.
 */
public interface RoutingDecision extends Decision {

    /**
     * The number of the decision, unique within its router; that of its attempt.
     *
     * @return at least 0
     */
    long number();

    /**
     * The number of the call: that of the decision that made its first attempt.
     *
     * @return at most {@link #number}; the same if this one made it, or there is no call around it
     */
    long call();

    /**
     * Which attempt of its call it made.
     *
     * @return 0 for the first one, or if there is no call around it
     */
    int attempt();

    /**
     * The pool that serves the call.
     *
     * @return its name
     */
    String pool();

    /**
     * What the call is after.
     *
     * @return the goal's name
     */
    String goal();

    /**
     * The strategy that serves the goal.
     *
     * @return its name
     */
    String strategy();

    /**
     * How the decision came about.
     *
     * @return the kind
     */
    DecisionKind kind();

    /**
     * The candidate that was picked.
     *
     * @return its index
     */
    int chosen();

    /**
     * How likely a candidate would be picked.
     *
     * @param index from 0 to under {@link #size}
     * @return 0 to 1, all together 1; NaN if unknown, as the strategy samples
     */
    double probability(int index);

    /**
     * How good the strategy finds a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return higher is better, comparable only within the decision; NaN if nobody was scored, as there was no choice
     */
    double score(int index);

    /**
     * The random number that the probabilities were drawn by: the picked candidate is the one it falls on when they are
     * laid end to end.
     *
     * @return from 0 to under 1; NaN if nothing was drawn
     */
    double drawn();

    /**
     * Who of the pool could not be picked, and why. Worked out when asked for.
     *
     * @return one exclusion for each such model, in the pool's order
     */
    List<Exclusion> exclusions();
}
