/**
 * Which model is best for this call? The contract between the engine and a strategy.
 *
 * <p>The engine shows a strategy one {@link dev.pointsman.strategy.Decision}: the candidates that passed every hard
 * constraint and every breaker, as read-only {@link dev.pointsman.strategy.Candidate}s. A
 * {@link dev.pointsman.strategy.Scorer} gives each a number, higher is better; a {@link dev.pointsman.strategy.Picker}
 * turns the numbers into probabilities; the engine draws once. A {@link dev.pointsman.strategy.RoutingStrategy} is both
 * under a name, and that name is a goal.
 *
 * <p>Most plugins need nothing but {@link dev.pointsman.strategy.SimpleStrategy}: a name and a score. One that remembers
 * something per model is a {@link dev.pointsman.strategy.StatefulStrategy}: an immutable state and a pure step, which the
 * engine keeps. {@link dev.pointsman.strategy.RoutingStrategy#around} makes one around another.
 * So a strategy needs no lock, no clock and no chance of its own.
 *
 * <p>Plugins are found by {@link java.util.ServiceLoader} through {@link dev.pointsman.strategy.StrategyProvider}.
 */
@NullMarked
package dev.pointsman.strategy;

import org.jspecify.annotations.NullMarked;
