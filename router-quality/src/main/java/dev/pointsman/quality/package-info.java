/** Learned quality of models, and tests that detect silent degradation. */
@NullMarked
package dev.pointsman.quality;

import org.jspecify.annotations.NullMarked;
