package dev.pointsman.decisionlog;

/**
 * A model of the pool that was excluded from a decision.
 *
 * @param model its id
 * @param reason the rule that excluded it, as {@link dev.pointsman.model.Exclusion.Reason} writes it, such as {@code
 *     open}
 */
public record LoggedExclusion(String model, String reason) {}
