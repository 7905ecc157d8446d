/**
 * Limits of answers: the memory of whole and streamed answers, and the section of the configuration that sets them.
 *
 * <p>{@link dev.pointsman.micronaut.answer.AnswerMemory} is shared by all whole answers in progress.
 */
@NullMarked
package dev.pointsman.micronaut.answer;

import org.jspecify.annotations.NullMarked;
