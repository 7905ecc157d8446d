package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecisionRingTest {
    @Test
    void aDecisionIsReadAsItWasWrittenUntilItIsOverwritten() {
        DecisionRing ring = new DecisionRing(8, 5);
        write(ring, 3, 0.25, 1);

        Draw draw = ring.read(3);
        assertThat(draw).isNotNull();
        assertThat(draw.probabilities()).containsExactly(0.25f, 0, 0, 0, 0.75f);
        assertThat(draw.chosen()).isEqualTo(4);
        assertThat(draw.pool()).isEqualTo(2);
        assertThat(draw.shape()).isEqualTo(3);
        assertThat(draw.tag()).isEqualTo(255);
        assertThat(draw.session()).isEqualTo(-9);
        assertThat(draw.isExact()).isTrue();
        assertThat(draw.isFirst()).isTrue();
        write(ring, 11, 0.5, 0);
        assertThat(ring.read(3)).isNull();
        assertThat(ring.read(11).probabilities()).containsExactly(0.5f, 0, 0, 0, 0.5f);
        assertThat(ring.read(-1)).isNull();
        assertThat(ring.read(4)).isNull();
    }

    @Test
    void aGradeOfACallIsThatOfTheAttemptThatServedIt() {
        DecisionRing ring = new DecisionRing(8, 5);
        write(ring, 3, 0.25, 1);
        ring.write(new DrawnDecision(1, 2).set(4, 3, 0, 0.5, 0.5), 0, 2, 3, 0, false);

        assertThat(ring.served(3)).as("until the further attempt has served").isEqualTo(3);
        ring.ended(4, 100, 2);
        assertThat(ring.served(3)).isEqualTo(4);
        assertThat(ring.served(4)).isEqualTo(4);
        assertThat(ring.served(6)).as("unknown").isEqualTo(6);
    }

    @Test
    void theTimePerTokenIsThatAfterTheFirstToken() {
        DecisionRing ring = new DecisionRing(8, 5);
        write(ring, 3, 0.25, 1);
        assertThat(ring.perToken(3)).isZero();
        ring.firstToken(3, 500);
        ring.ended(3, 10_500, 101);
        assertThat(ring.perToken(3)).isEqualTo(100);
        ring.ended(4, 10_500, 101);
        assertThat(ring.perToken(4)).isZero();
    }

    @Test
    void allPlacesOfAPoolKeepTheirProbabilities() {
        DecisionRing ring = new DecisionRing(4, 7);
        ring.write(
                new DrawnDecision(0, 1, 2, 3, 4, 5, 6).set(0, 0, 6, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.79),
                0,
                0,
                0,
                0,
                true);
        assertThat(ring.read(0).probabilities()).containsExactly(0.01f, 0.02f, 0.03f, 0.04f, 0.05f, 0.06f, 0.79f);

        ring.write(new DrawnDecision(1, 3, 4, 6).set(4, 4, 2, 0.1, 0.2, 0.3, 0.4), 0, 0, 0, 0, true);
        Draw some = ring.read(4);
        assertThat(some.probabilities()).containsExactly(0, 0.1f, 0, 0.2f, 0.3f, 0, 0.4f);
        assertThat(some.chosen()).isEqualTo(4);
        assertThat(some.isExact()).isTrue();

        ring.write(new DrawnDecision(2, 5).set(8, 8, 1, Double.NaN, Double.NaN), 0, 0, 0, 0, true);
        assertThat(ring.read(8).isExact()).as("of a strategy that samples").isFalse();
        ring.write(new DrawnDecision(2, 9).set(12, 12, 0, 0.5, 0.5), 0, 0, 0, 0, true);
        assertThat(ring.read(12).isExact()).as("of a larger pool").isFalse();
        ring.write(new DrawnDecision(2, 9).set(16, 16, 1, 0.5, 0.5), 0, 0, 0, 0, true);
        assertThat(ring.read(16)).as("at a place that is not kept").isNull();
    }

    @Test
    void concurrentWritersNeverMixDecisions() throws InterruptedException {
        DecisionRing ring = new DecisionRing(4, 4);
        Thread[] writers = new Thread[3];
        for (int w = 0; w < writers.length; w++) {
            int first = w;
            writers[w] = new Thread(() -> {
                DrawnDecision decision = new DrawnDecision(0, 1, 2, 3);
                double[] each = new double[4];
                for (long n = first; n < 300_000; n += 3) {
                    java.util.Arrays.fill(each, share(n));
                    ring.write(decision.set(n, n, (int) (n / 4 % 4), each), n, 0, 0, 0, true);
                }
            });
            writers[w].start();
        }
        int seen = 0;
        for (long n = 0; n < 300_000; n++) {
            Draw draw = ring.read(n);
            if (draw != null) {
                seen++;
                assertThat(draw.probabilities()).containsOnly((float) share(n));
                assertThat(draw.chosen()).isEqualTo((int) (n / 4 % 4));
                assertThat(draw.session()).isEqualTo(n);
            }
        }
        for (Thread writer : writers) {
            writer.join();
        }
        write(ring, 300_000, 0.5, 0);
        assertThat(ring.read(300_000)).isNotNull();
        assertThat(seen).isNotNegative();
    }

    private static double share(long number) {
        return 1.0 / (1 + number % 97);
    }

    private static void write(DecisionRing ring, long number, double first, int chosen) {
        ring.write(new DrawnDecision(0, 4).set(number, number, chosen, first, 1 - first), -9, 2, 3, 255, true);
    }
}
