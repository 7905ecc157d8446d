/**
 * Cache of responses: an identical request of the same tenant gets the earlier answer, whole or as a stream, without a
 * call. On in pools that have {@code cache}; its memory is set in {@code pointsman.response-cache}.
 */
@NullMarked
package dev.pointsman.micronaut.cache;

import org.jspecify.annotations.NullMarked;
