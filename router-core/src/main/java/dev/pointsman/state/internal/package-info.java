/**
 * Sessions and answers that the router keeps between calls. Not API: used by the router only.
 */
@NullMarked
package dev.pointsman.state.internal;

import org.jspecify.annotations.NullMarked;
