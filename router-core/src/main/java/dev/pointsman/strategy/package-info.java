/**
 * The API of routing strategies: the contract between the engine and a plugin.
 *
 * <p>The engine passes a strategy one {@link dev.pointsman.strategy.Decision}: the candidates that passed every hard
 * constraint and every breaker, as read-only {@link dev.pointsman.strategy.Candidate}s. A {@link
 * dev.pointsman.strategy.Scorer} gives each a score, higher is better; a {@link dev.pointsman.strategy.Picker} converts
 * the scores into probabilities; the engine draws once. A {@link dev.pointsman.strategy.RoutingStrategy} combines both
 * under a name, which can be used as a goal.
 *
 * <p>Most plugins need only {@link dev.pointsman.strategy.SimpleStrategy}: a name and a score. A strategy with state
 * per model is a {@link dev.pointsman.strategy.StatefulStrategy}: an immutable state, stored by the engine, and a pure
 * transition function. {@link dev.pointsman.strategy.RoutingStrategy#wrapping} wraps another strategy. So a strategy
 * needs no lock, clock or random generator of its own.
 *
 * <p>Plugins are discovered by {@link java.util.ServiceLoader} through {@link dev.pointsman.strategy.StrategyProvider}.
 */
@NullMarked
package dev.pointsman.strategy;

import org.jspecify.annotations.NullMarked;
