/** OpenAI's chat completions and embeddings, also used by many other providers and local servers. */
@NullMarked
package dev.pointsman.wire.openai;

import org.jspecify.annotations.NullMarked;
