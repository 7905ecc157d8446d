/**
 * Opaque reasoning state of answers, which travels with the client and returns to its origin alone: {@link
 * dev.pointsman.wire.reasoning.ReasoningStates} has the conversion for each model of an account.
 */
@NullMarked
package dev.pointsman.wire.reasoning;

import org.jspecify.annotations.NullMarked;
