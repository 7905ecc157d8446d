package dev.pointsman.micronaut.answer;

/**
 * Signals that a whole answer does not fit into the memory for answers. The model is not at fault: its statistics are
 * not updated, and the call does not fail over.
 */
public final class AnswerMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param most the memory for all whole answers, in bytes
     */
    public AnswerMemoryException(long most) {
        super(
                "the answer: too large for the memory that is left (expected: all whole answers under way within "
                        + most + " bytes, pointsman.answers.whole-memory)",
                null,
                false,
                false);
    }
}
