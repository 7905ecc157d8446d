package dev.pointsman.replay.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * A log in time-ordered blocks, as many as are good for a bootstrap and never more: when there are too many, neighbours
 * become one and blocks are twice as long from then on. So blocks grow with the log, and what depends on what came shortly
 * before it falls into the same block.
 */
final class BlockSequence {
    static final int MOST = 64;

    private static final int SHORTEST = 16;

    private final List<Block> blocks = new ArrayList<>(MOST);
    private Block current = new Block();
    private long length = SHORTEST;

    void add(WeightedRow row, boolean choice) {
        if (current.rows() == length) {
            blocks.add(current);
            current = new Block();
            if (blocks.size() == MOST) {
                halve();
            }
        }
        current.add(row, choice);
    }

    private void halve() {
        List<Block> pairs = new ArrayList<>(MOST);
        for (int i = 0; i < MOST; i += 2) {
            Block pair = blocks.get(i);
            pair.merge(blocks.get(i + 1));
            pairs.add(pair);
        }
        blocks.clear();
        blocks.addAll(pairs);
        length *= 2;
    }

    /** All blocks; the last may be shorter than the others. */
    List<Block> all() {
        List<Block> all = new ArrayList<>(blocks);
        if (current.rows() > 0) {
            all.add(current);
        }
        return all;
    }
}
