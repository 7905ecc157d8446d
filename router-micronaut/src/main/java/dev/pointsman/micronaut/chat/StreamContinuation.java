package dev.pointsman.micronaut.chat;

/** Finds in the text of a second answer what comes after the text that was sent of a first one. Not thread-safe. */
interface StreamContinuation {

    /**
     * Takes the next piece of the second answer.
     *
     * @param piece its text
     * @param ends whether no text follows it
     * @return what of the text until now goes to the reader and has not gone yet
     * @throws ContinuationMismatchException if the second answer can't be a continuation of the first one
     */
    String next(String piece, boolean ends);
}
