package dev.pointsman.micronaut.health;

/**
 * One model of a pool at one moment, for one operation. Immutable.
 *
 * @param model its id
 * @param operation the operation, such as {@code chat}
 * @param tier its tier in this pool, such as {@code primary}
 * @param state what keeps it from serving as usual
 * @param usable whether a call that sets no constraints could try it now
 * @param reason the state in words, with the figures that matter
 * @param secondsToTrial how long until it may be tried again; 0 if it may be, or if that does not depend on time
 */
public record ModelHealth(
        String model,
        String operation,
        String tier,
        ModelState state,
        boolean usable,
        String reason,
        double secondsToTrial) {}
