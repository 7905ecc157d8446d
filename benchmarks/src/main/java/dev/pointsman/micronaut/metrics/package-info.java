/** What the router's metrics cost a call: in the package of the metrics, which show themselves to nobody else. */
@NullMarked
package dev.pointsman.micronaut.metrics;

import org.jspecify.annotations.NullMarked;
