package dev.pointsman.micronaut.health;

/**
 * State of one model of a pool for one operation. Immutable.
 *
 * @param model its id
 * @param operation the operation, such as {@code chat}
 * @param tier its tier in this pool, such as {@code primary}
 * @param state its state
 * @param usable whether a call that sets no constraints could try it now
 * @param reason the state in words, with the figures that matter
 * @param secondsToTrial time until the next trial; 0 if it is available, or if that does not depend on time
 */
public record ModelHealth(
        String model,
        String operation,
        String tier,
        ModelState state,
        boolean usable,
        String reason,
        double secondsToTrial) {}
