/**
 * State that outlives the process or is shared by several instances, configured in {@code pointsman.state}: beans of the
 * interfaces in {@code dev.pointsman.state}. A bean of the application takes the place of each.
 */
@NullMarked
package dev.pointsman.micronaut.state;

import org.jspecify.annotations.NullMarked;
