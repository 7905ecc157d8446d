package dev.pointsman.micronaut.chat;

/**
 * Ends a call whose whole answer does not fit into the memory for answers. That is no fault of its model: it teaches
 * nothing, and no other model is asked.
 */
public final class AnswerMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AnswerMemoryException(long most) {
        super(
                "the answer: too large for the memory that is left (expected: all whole answers under way within "
                        + most + " bytes, pointsman.answers.whole-memory)",
                null,
                false,
                false);
    }
}
