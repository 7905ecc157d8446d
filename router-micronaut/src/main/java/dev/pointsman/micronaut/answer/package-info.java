/**
 * Limits of answers: the memory of whole and streamed answers, and the section of the configuration that sets them;
 * and what is told of a call beside its answer.
 *
 * <p>The memory of whole answers is shared by all calls in progress.
 */
@NullMarked
package dev.pointsman.micronaut.answer;

import org.jspecify.annotations.NullMarked;
