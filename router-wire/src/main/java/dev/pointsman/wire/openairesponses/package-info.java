/** OpenAI's Responses as a protocol of providers. */
@NullMarked
package dev.pointsman.wire.openairesponses;

import org.jspecify.annotations.NullMarked;
