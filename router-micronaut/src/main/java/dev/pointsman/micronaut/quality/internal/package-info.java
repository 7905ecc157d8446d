/** Parts of the monitor of quality that tests replace. */
@NullMarked
package dev.pointsman.micronaut.quality.internal;

import org.jspecify.annotations.NullMarked;
