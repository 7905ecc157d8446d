package dev.pointsman.router;

/**
 * An answer that knows the memory it takes. Of the answers that are kept to stand in, texts and byte arrays are measured
 * and those of this type are asked; every other object counts as 16 KB.
 */
public interface SizedAnswer {

    /**
     * The memory of the answer.
     *
     * @return an estimate in bytes; at least 0
     */
    long bytes();
}
