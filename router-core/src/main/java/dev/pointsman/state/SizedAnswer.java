package dev.pointsman.state;

/**
 * Answer with a known memory size. In the stale-response cache texts and byte arrays are measured, this type gives its
 * own size; every other object counts as 16 KB.
 */
public interface SizedAnswer {

    /**
     * Returns the memory of the answer.
     *
     * @return an estimate in bytes; at least 0
     */
    long bytes();
}
