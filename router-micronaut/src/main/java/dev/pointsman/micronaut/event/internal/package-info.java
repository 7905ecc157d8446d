/** Parts that events share with alerts and audit: the bounded worker, the rate-limited logger, the sink of events. */
@NullMarked
package dev.pointsman.micronaut.event.internal;

import org.jspecify.annotations.NullMarked;
