/** A router around the HTTP client of the JDK, without a framework. */
@NullMarked
package dev.pointsman.examples.plain;

import org.jspecify.annotations.NullMarked;
