/**
 * The built-in strategies: pure functions, without atomics, clocks or chance.
 *
 * <p>{@link dev.pointsman.strategies.WeightedStrategy} is the default: expected loss, weighed for a goal.
 * {@link dev.pointsman.strategies.LinearStrategy} is the plain weighted score of the literature, for comparison. The
 * simple orders are in {@link dev.pointsman.strategies.PlainStrategies}. {@link dev.pointsman.strategies.BuiltInStrategies}
 * offers them all.
 */
@NullMarked
package dev.pointsman.strategies;

import org.jspecify.annotations.NullMarked;
