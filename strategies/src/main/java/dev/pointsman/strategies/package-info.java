/**
 * The built-in strategies: pure functions, without atomics, clocks or chance.
 *
 * <p>{@link dev.pointsman.strategies.WeightedStrategy} is the default: expected loss, weighed for a goal.
 * {@link dev.pointsman.strategies.LinearStrategy} is the plain weighted score of the literature, for comparison. The
 * simple orders are in {@link dev.pointsman.strategies.PlainStrategies}; the rules of other routers and two bandits are here
 * by name. {@link dev.pointsman.strategies.BuiltInStrategies} offers them all.
 *
 * <p>Two go with any other strategy: {@link dev.pointsman.strategies.SessionAffinity} keeps a session where it was,
 * {@link dev.pointsman.strategies.ShadowStrategy} asks a second strategy that is only recorded.
 */
@NullMarked
package dev.pointsman.strategies;

import org.jspecify.annotations.NullMarked;
