/**
 * Training: a second gateway in the same process, with providers of its own on the loopback address, whose calls load
 * and compile the code that later calls need.
 */
@NullMarked
package dev.pointsman.gateway.internal;

import org.jspecify.annotations.NullMarked;
