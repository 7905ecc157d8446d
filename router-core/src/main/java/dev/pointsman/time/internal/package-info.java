/**
 * Waits and lengths of time. Not API: used by the router only.
 */
@NullMarked
package dev.pointsman.time.internal;

import org.jspecify.annotations.NullMarked;
