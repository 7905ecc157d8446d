/**
 * Time of the engine: the clock and the scheduler of its waits, both replaceable by simulated ones.
 */
@NullMarked
package dev.pointsman.time;

import org.jspecify.annotations.NullMarked;
