/** Requests in progress: their limits, the memory they hold, malformed ones, and the ends of broken responses. */
@NullMarked
package dev.pointsman.gateway.request;

import org.jspecify.annotations.NullMarked;
