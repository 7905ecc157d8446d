package dev.pointsman.micronaut.answer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.micronaut.answer.AnswerMemoryException;
import org.junit.jupiter.api.Test;

class AnswerLeaseTest {
    private static final int LARGE = 100_000;

    private final AnswerMemory memory = new AnswerMemory(5 * LARGE);

    @Test
    void aSmallAnswerIsNotCounted() {
        AnswerLease lease = memory.lease();
        lease.received(AnswerLease.SMALL);
        lease.parsed(1_000_000);
        assertThat(memory.taken()).isZero();
    }

    @Test
    void aLargeAnswerCountsFromItsFirstByteAndTwice() {
        AnswerLease lease = memory.lease();
        lease.received(AnswerLease.SMALL);
        lease.received(LARGE - AnswerLease.SMALL);
        assertThat(memory.taken()).isEqualTo(2 * LARGE);
        lease.received(1_000);
        assertThat(memory.taken()).isEqualTo(2 * LARGE + 2_000);
        lease.parsed(1_000);
        assertThat(memory.taken()).isEqualTo(2 * LARGE + 2_000 + 64_000);
    }

    @Test
    void whatDoesNotFitIsRefusedAndLeavesTheOthersTheirMemory() {
        AnswerLease first = memory.lease();
        first.received(2 * LARGE);
        AnswerLease second = memory.lease();
        assertThatThrownBy(() -> second.received(LARGE))
                .isInstanceOf(AnswerMemoryException.class)
                .hasMessageContaining("pointsman.answers.whole-memory");
        assertThat(memory.taken()).isEqualTo(4 * LARGE);
        second.end();
        assertThat(memory.taken()).isEqualTo(4 * LARGE);
    }

    @Test
    void itGivesItsMemoryBackOnceAndTakesNoneAfterwards() {
        AnswerLease lease = memory.lease();
        lease.received(LARGE);
        lease.end();
        lease.end();
        lease.received(LARGE);
        assertThat(memory.taken()).isZero();
    }
}
