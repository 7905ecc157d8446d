package dev.pointsman.model;

/**
 * What a call is after, by name: the name of a strategy as it was configured.
 *
 * @param name the goal's name; not blank; case matters
 */
public record Goal(String name) {

    /** The fastest whole answer that can be relied on. */
    public static final Goal SPEED = new Goal("speed");

    /** Speed, cost and quality in reasonable shares. */
    public static final Goal BALANCED = new Goal("balanced");

    /** The cheapest answer, speed deciding between near equals. */
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
     * The goal of this name.
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
