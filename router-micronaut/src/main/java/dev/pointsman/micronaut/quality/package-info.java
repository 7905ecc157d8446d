/** Monitor of the quality of models: configuration, thread, endpoint, metrics and events. */
@NullMarked
package dev.pointsman.micronaut.quality;

import org.jspecify.annotations.NullMarked;
