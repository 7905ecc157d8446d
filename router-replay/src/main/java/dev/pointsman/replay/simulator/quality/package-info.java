/** Worlds in which models degrade or traffic changes, for the tests and the learned quality of the real router. */
@NullMarked
package dev.pointsman.replay.simulator.quality;

import org.jspecify.annotations.NullMarked;
