/**
 * Goals bound to their strategies, the states of stateful strategies, and probabilities of a choice. Not API: used by the
 * router only.
 */
@NullMarked
package dev.pointsman.strategy.internal;

import org.jspecify.annotations.NullMarked;
