/** Implementation of the cache of responses, for the chat client. */
@NullMarked
package dev.pointsman.micronaut.cache.internal;

import org.jspecify.annotations.NullMarked;
