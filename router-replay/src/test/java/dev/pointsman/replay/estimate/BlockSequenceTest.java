package dev.pointsman.replay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
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

        assertThat(most).isLessThanOrEqualTo(GroupSequence.MOST);
        assertThat(blocks.all()).hasSizeGreaterThan(GroupSequence.MOST / 2);
        assertThat(blocks.all().stream().mapToLong(Block::rows).sum()).isEqualTo(ROWS);
        assertThat(blocks.all().get(0).first()).isEqualTo(1);
        assertThat(blocks.all().get(1).first()).isEqualTo(blocks.all().get(0).last() + 1);
    }

    @Test
    void aSessionStaysInOneBlockHoweverOftenBlocksAreMerged() {
        BlockSequence blocks = new BlockSequence();
        WeightedRow row = new WeightedRow(new HashMap<>());
        int calls = 500;
        for (int i = 0; i < ROWS; i++) {
            boolean ofSession = i % (ROWS / calls) == 7;
            EstimateRows plain = EstimateRows.ofTwo(i, .5, 0, ofSession ? 1e6 : 1);
            row.setFixed(ofSession ? plain.of("s") : plain.of(i % 3 == 0 ? "other " + i / 300 : null), .5);
            blocks.add(row, true);
        }

        List<Double> slow = blocks.all().stream()
                .map(block -> block.sums(OutcomeVariable.LATENCY).weighted())
                .filter(sum -> sum >= 1e6)
                .toList();
        assertThat(slow).singleElement().satisfies(sum -> assertThat(sum).isBetween(calls * 1e6, (calls + 1) * 1e6));
        assertThat(blocks.all()).hasSizeGreaterThan(GroupSequence.MOST / 2);
        assertThat(blocks.all().stream().mapToLong(Block::rows).sum()).isEqualTo(ROWS);
    }

    @Test
    void aKeyOfAllCallsIsNoSession() {
        BlockSequence blocks = new BlockSequence();
        WeightedRow row = new WeightedRow(new HashMap<>());
        for (int i = 0; i < ROWS; i++) {
            row.setFixed(EstimateRows.ofTwo(i, .5, 0, 1).of("all"), .5);
            blocks.add(row, true);
        }
        assertThat(blocks.all()).hasSizeGreaterThan(16);
        assertThat(blocks.all().stream().mapToLong(Block::rows).max().orElse(0)).isLessThan(ROWS / 8);
    }
}
