package dev.pointsman.micronaut.event;

import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;
import java.time.Instant;

/**
 * Event: a call was served by a model of a lower tier than the first.
 *
 * @param decisionId the call's decision id
 * @param pool the pool
 * @param goal what the call was after
 * @param model the model that served
 * @param tier its tier
 * @param when the wall-clock time of the call's end
 */
public record FallbackServedEvent(String decisionId, String pool, String goal, Model model, Tier tier, Instant when)
        implements RouterEvent {}
