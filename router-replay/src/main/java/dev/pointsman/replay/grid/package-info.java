/**
 * The grid of error rate, calls under way and length of answers: two providers, the default policy, the real engine in
 * virtual time.
 *
 * <p>{@link dev.pointsman.replay.grid.ConcurrencyGrid} runs each cell twice, once with healthy providers and once with an
 * outage of one of them, and prints a table.
 */
@NullMarked
package dev.pointsman.replay.grid;

import org.jspecify.annotations.NullMarked;
