/** Google's Gemini API and Vertex AI, translated from and to the neutral form. */
@NullMarked
package dev.pointsman.wire.gemini;

import org.jspecify.annotations.NullMarked;
