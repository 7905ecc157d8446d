/** Benchmarks of the router's metrics, in their package because they are package-private. */
@NullMarked
package dev.pointsman.micronaut.metrics;

import org.jspecify.annotations.NullMarked;
