package dev.pointsman.model;

/**
 * Optimization goal of a call: the name of a configured strategy.
 *
 * @param name the goal's name; not blank; case-sensitive
 */
public record Goal(String name) {

    /** Lowest latency of the complete answer, weighted by reliability. */
    public static final Goal SPEED = new Goal("speed");

    /** A balance of speed, cost and quality. */
    public static final Goal BALANCED = new Goal("balanced");

    /** Lowest cost; among similar costs the fastest. */
    public static final Goal COST = new Goal("cost");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Goal {
        Preconditions.notBlank(name, "goal");
    }

    /**
     * Returns the goal with this name.
     *
     * @param name the goal's name
     * @return the goal
     * @throws IllegalArgumentException if the name is blank
     */
    public static Goal of(String name) {
        return new Goal(name);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
