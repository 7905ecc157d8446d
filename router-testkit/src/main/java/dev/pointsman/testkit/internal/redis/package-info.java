/** A real Redis for tests, if one is installed, and a network to it that fails. Not API. */
@NullMarked
package dev.pointsman.testkit.internal.redis;

import org.jspecify.annotations.NullMarked;
