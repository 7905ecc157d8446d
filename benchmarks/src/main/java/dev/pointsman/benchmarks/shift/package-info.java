/**
 * Does a change do what the log foresaw? A gateway in a process of its own, with three embedded providers, is called over
 * HTTP with its decision log on; from the log comes an estimate of a change; then the change is made, and it is called
 * again.
 */
@NullMarked
package dev.pointsman.benchmarks.shift;

import org.jspecify.annotations.NullMarked;
