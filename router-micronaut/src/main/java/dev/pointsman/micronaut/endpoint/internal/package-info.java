/** Parts of the endpoint that other features implement. */
@NullMarked
package dev.pointsman.micronaut.endpoint.internal;

import org.jspecify.annotations.NullMarked;
