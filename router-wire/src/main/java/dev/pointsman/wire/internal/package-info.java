/** Helpers that the protocols share: descriptions of JSON values, accepted fields, data addresses. */
@NullMarked
package dev.pointsman.wire.internal;

import org.jspecify.annotations.NullMarked;
