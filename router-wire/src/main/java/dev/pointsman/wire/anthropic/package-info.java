/** Anthropic's Messages, translated from and to the neutral form. */
@NullMarked
package dev.pointsman.wire.anthropic;

import org.jspecify.annotations.NullMarked;
