package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecisionRingTest {
    @Test
    void aDecisionIsReadAsItWasWrittenUntilItIsOverwritten() {
        DecisionRing ring = new DecisionRing(8, 5);
        write(ring, 3, 0.25f, 4, 4);

        Draw draw = ring.read(3);
        assertThat(draw).isNotNull();
        assertThat(draw.probabilities()).containsExactly(0.25f, 0, 0, 0, 0.75f);
        assertThat(draw.chosen()).isEqualTo(4);
        assertThat(draw.pool()).isEqualTo(2);
        assertThat(draw.shape()).isEqualTo(3);
        assertThat(draw.session()).isEqualTo(-9);
        assertThat(draw.isExact()).isTrue();
        assertThat(draw.isFirst()).isTrue();
        write(ring, 11, 0.5f, 4, 0);
        assertThat(ring.read(3)).isNull();
        assertThat(ring.read(11).probabilities()).containsExactly(0.5f, 0, 0, 0, 0.5f);
        assertThat(ring.read(-1)).isNull();
        assertThat(ring.read(4)).isNull();
    }

    @Test
    void aGradeOfACallIsThatOfTheAttemptThatServedIt() {
        DecisionRing ring = new DecisionRing(8, 5);
        write(ring, 3, 0.25f, 4, 4);
        int at = ring.begin(4);
        ring.end(at, 4, 3, 0, 2, 3, 1, false, false);

        assertThat(ring.served(3)).as("until the further attempt has served").isEqualTo(3);
        ring.ended(4, 100, 2);
        assertThat(ring.served(3)).isEqualTo(4);
        assertThat(ring.served(4)).isEqualTo(4);
        assertThat(ring.served(6)).as("unknown").isEqualTo(6);
    }

    @Test
    void theTimePerTokenIsThatAfterTheFirstToken() {
        DecisionRing ring = new DecisionRing(8, 5);
        write(ring, 3, 0.25f, 4, 4);
        assertThat(ring.perToken(3)).isZero();
        ring.firstToken(3, 500);
        ring.ended(3, 10_500, 101);
        assertThat(ring.perToken(3)).isEqualTo(100);
        ring.ended(4, 10_500, 101);
        assertThat(ring.perToken(4)).isZero();
    }

    @Test
    void concurrentWritersNeverMixDecisions() throws InterruptedException {
        DecisionRing ring = new DecisionRing(4, 4);
        Thread[] writers = new Thread[3];
        for (int w = 0; w < writers.length; w++) {
            int first = w;
            writers[w] = new Thread(() -> {
                for (long n = first; n < 300_000; n += 3) {
                    write(ring, n, 1f / (1 + n % 97), 3, (int) (n % 4));
                }
            });
            writers[w].start();
        }
        int seen = 0;
        for (long n = 0; n < 300_000; n++) {
            Draw draw = ring.read(n);
            if (draw != null) {
                seen++;
                assertThat(draw.probabilities()[0]).isEqualTo(1f / (1 + n % 97));
                assertThat(draw.chosen()).isEqualTo((int) (n % 4));
            }
        }
        for (Thread writer : writers) {
            writer.join();
        }
        write(ring, 300_000, 0.5f, 3, 1);
        assertThat(ring.read(300_000)).isNotNull();
        assertThat(seen).isNotNegative();
    }

    private static void write(DecisionRing ring, long number, float first, int last, int chosen) {
        int at = ring.begin(number);
        if (at >= 0) {
            ring.probability(at, 0, first);
            ring.probability(at, last, 1 - first);
            ring.end(at, number, number, -9, 2, 3, chosen, true, true);
        }
    }
}
