/** Checks of answers: tool calls and JSON against their schemas, and the names that providers give for their models. */
@NullMarked
package dev.pointsman.quality.internal;

import org.jspecify.annotations.NullMarked;
