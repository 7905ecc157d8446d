package dev.pointsman.trace;

import dev.pointsman.breaker.BreakerSnapshot;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.stats.StatisticsSnapshot;

/**
 * Snapshot of one model and operation, for display.
 *
 * @param model the model
 * @param operation the operation
 * @param statistics the statistics
 * @param breaker the breaker's state
 */
public record ModelSnapshot(Model model, Operation operation, StatisticsSnapshot statistics, BreakerSnapshot breaker) {}
