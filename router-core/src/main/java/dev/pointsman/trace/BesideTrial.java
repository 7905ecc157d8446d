package dev.pointsman.trace;

import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;

/**
 * Trial begun beside the attempts of a call: a duplicate of the call at a model whose breaker was open. Its answer is
 * never the call's, it is not one of the call's attempts, and it may end after the call.
 *
 * @param attemptId the number of its decision, unique within the router
 * @param model the tried model
 * @param tier the model's tier in the pool
 */
public record BesideTrial(long attemptId, Model model, Tier tier) {}
