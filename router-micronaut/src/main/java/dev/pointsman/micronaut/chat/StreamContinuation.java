package dev.pointsman.micronaut.chat;

import dev.pointsman.failure.ContinuationMismatchException;

/** Filter on a second answer that passes on the text after the sent part of the first one. Not thread-safe. */
interface StreamContinuation {

    /**
     * Takes the next piece of the second answer.
     *
     * @param piece its text
     * @param ends whether no text follows it
     * @return the text to pass on now
     * @throws ContinuationMismatchException if the second answer can't be a continuation of the first one
     */
    String next(String piece, boolean ends);
}
