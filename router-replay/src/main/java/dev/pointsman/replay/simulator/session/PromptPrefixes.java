package dev.pointsman.replay.simulator.session;

/**
 * Prompt as a prompt cache sees it: prefixes of growing length, each with a key that equal prefixes share. The longest one
 * is the whole prompt. Immutable.
 */
final class PromptPrefixes {
    private final long[] keys;
    private final int[] ends;

    /**
     * Creates a prompt; the arrays become its own.
     *
     * @param keys the key of each prefix
     * @param ends the tokens of each prefix, in ascending order; over 0
     */
    PromptPrefixes(long[] keys, int[] ends) {
        this.keys = keys;
        this.ends = ends;
    }

    int size() {
        return ends.length;
    }

    /** Returns the key of a prefix. */
    long key(int index) {
        return keys[index];
    }

    /** Returns the tokens of a prefix. */
    int end(int index) {
        return ends[index];
    }

    /** Returns the tokens of the whole prompt. */
    int tokens() {
        return ends[ends.length - 1];
    }
}
