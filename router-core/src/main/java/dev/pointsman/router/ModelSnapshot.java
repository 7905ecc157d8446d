package dev.pointsman.router;

import dev.pointsman.breaker.BreakerSnapshot;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.stats.StatisticsSnapshot;

/**
 * One model and operation at one moment, for people.
 *
 * @param model the model
 * @param operation the operation
 * @param statistics what it has shown
 * @param breaker whether it may be tried
 */
public record ModelSnapshot(Model model, Operation operation, StatisticsSnapshot statistics, BreakerSnapshot breaker) {}
