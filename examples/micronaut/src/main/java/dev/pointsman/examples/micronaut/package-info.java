/** A Micronaut application with routed calls. */
@NullMarked
package dev.pointsman.examples.micronaut;

import org.jspecify.annotations.NullMarked;
