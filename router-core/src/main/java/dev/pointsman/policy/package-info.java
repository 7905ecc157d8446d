/**
 * A pool's settings: its models by tier, and what to do when calls fail, answer late or break mid-stream.
 *
 * <p>Immutable values, validated when they are created. They know nothing of running calls.
 */
@NullMarked
package dev.pointsman.policy;

import org.jspecify.annotations.NullMarked;
