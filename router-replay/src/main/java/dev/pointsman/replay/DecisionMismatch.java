package dev.pointsman.replay;

/**
 * A decision whose recomputed values differ from the log.
 *
 * @param line the record's number: its line in the log, from 1
 * @param decision the decision's id
 * @param what the value that differs, such as {@code candidates[2].score}
 * @param logged the logged value
 * @param computed the recomputed value
 */
record DecisionMismatch(long line, String decision, String what, String logged, String computed) {

    DecisionMismatch atLine(long value) {
        return new DecisionMismatch(value, decision, what, logged, computed);
    }

    /** Returns one line for display. */
    @Override
    public String toString() {
        return "line " + line + ": decision " + decision + ": " + what + ": " + logged + " (expected: " + computed
                + ")";
    }
}
