/** A strategy of one's own, as a plugin, and a world to try it in. */
@NullMarked
package dev.pointsman.examples.strategy;

import org.jspecify.annotations.NullMarked;
