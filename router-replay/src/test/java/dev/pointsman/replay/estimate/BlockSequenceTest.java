package dev.pointsman.replay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.junit.jupiter.api.Test;

class BlockSequenceTest {
    private static final int ROWS = 300_000;

    @Test
    void howeverLongTheLogThereAreNeverMoreBlocksThanABootstrapNeeds() {
        BlockSequence blocks = new BlockSequence();
        WeightedRow row = new WeightedRow(new HashMap<>());
        int most = 0;
        for (int i = 1; i <= ROWS; i++) {
            row.setFixed(EstimateRows.ofTwo(i, .5, 0, 1), .5);
            blocks.add(row, true);
            most = i % 1000 == 0 ? Math.max(most, blocks.all().size()) : most;
        }

        assertThat(most).isLessThanOrEqualTo(BlockSequence.MOST);
        assertThat(blocks.all()).hasSizeGreaterThan(BlockSequence.MOST / 2);
        assertThat(blocks.all().stream().mapToLong(Block::rows).sum()).isEqualTo(ROWS);
        assertThat(blocks.all().get(0).first()).isEqualTo(1);
        assertThat(blocks.all().get(1).first()).isEqualTo(blocks.all().get(0).last() + 1);
    }
}
