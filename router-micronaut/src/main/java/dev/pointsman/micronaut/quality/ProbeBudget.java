package dev.pointsman.micronaut.quality;

/**
 * Tokens that probes of one model may take.
 *
 * @param perDay tokens of a day, at most; over 0
 * @param search tokens of a search for prompts with their references, at most
 */
record ProbeBudget(int perDay, int search) {
    static final int BATCHES = 2; // a day
    private static final int STREAMS = 160;
    private static final int DAYS = 30;

    /** Returns the batches until a false alarm, in the mean: so that 160 models have at most one in 60 days. */
    static double threshold() {
        return 2.0 * STREAMS * DAYS * BATCHES;
    }
}
