package dev.pointsman.micronaut.audit;

import dev.pointsman.model.Tier;

/**
 * Trial started beside the attempts of a call: the call's prompt was sent to this model too, and its answer was discarded.
 * It may end after the call.
 *
 * @param number the number of its decision, unique within the instance
 * @param model the model on trial
 * @param tier the model's rank in the pool
 */
public record AuditBesideTrial(long number, AuditModel model, Tier tier) {}
