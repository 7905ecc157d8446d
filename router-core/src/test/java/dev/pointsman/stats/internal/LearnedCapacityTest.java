package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.random.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LearnedCapacityTest {
    private final LearnedCapacity capacity = new LearnedCapacity();

    @Test
    void itStartsAtFour() {
        assertThat(capacity.value()).isEqualTo(4);
    }

    @Test
    void aCallThatDidNotWaitProvesRoomByHalfACallAtMost() {
        capacity.served(.3, .6, 4, 2); // five present, four thought possible
        assertThat(capacity.value()).isEqualTo(4.5);

        capacity.served(-1, .6, 4, 2);
        assertThat(capacity.value()).isEqualTo(5);

        capacity.served(-1, .6, 4, 2); // no more than were there
        assertThat(capacity.value()).isEqualTo(5);
    }

    @Test
    void aCallThatDidNotWaitAmongFewProvesNothing() {
        capacity.served(0, .6, 0, 2);

        assertThat(capacity.value()).isEqualTo(4);
    }

    @Test
    void aWaitMovesItTowardsWhatTheQueueServed() {
        capacity.served(2, .6, 7, 2); // eight present, twice the service time: four at once
        assertThat(capacity.value()).isCloseTo(4, within(1e-12));

        capacity.served(6, .6, 7, 2); // two at once
        assertThat(capacity.value()).isCloseTo(4 + .15 * (2 - 4), within(1e-12));
    }

    @Test
    void aRateLimitShrinksItByAFifthOfWhatWasThere() {
        capacity.rateLimited(9);
        assertThat(capacity.value()).isCloseTo(3.2, within(1e-12));

        capacity.rateLimited(1);
        assertThat(capacity.value()).isCloseTo(1.6, within(1e-12));
    }

    @Test
    void itIsNeverUnderOneNorInfiniteWhateverHappens() {
        Random random = Seeds.printed(getClass());
        for (int i = 0; i < 100_000; i++) {
            if (random.nextInt(5) == 0) {
                capacity.rateLimited(random.nextInt(3));
            } else {
                capacity.served(random.nextGaussian() * 100, .5, random.nextInt(20), .01 + random.nextDouble());
            }
            assertThat(capacity.value()).isBetween(1.0, 20.0);
        }
    }

    @Test
    void nobodyWaitsWhileThereIsRoom() {
        assertThat(capacity.expectedWait(3, 2)).isZero();
        assertThat(capacity.expectedWait(7, 2)).isEqualTo(2);
    }

    /** A queue of eight places, first come first served: the learned number must come near the true one. */
    @Test
    void itFindsTheCapacityOfAQueueItCannotSee() {
        double service = 2;
        double base = .3;
        Random random = Seeds.printed(getClass());
        for (int i = 0; i < 3_000; i++) {
            int others = random.nextInt(20);
            double wait = Math.max(0, (others + 1 - 8) / 8.0) * service;
            capacity.served(base + wait - 1.5 * base, base, others, service);
        }
        assertThat(capacity.value()).isBetween(6.5, 9.5);
    }
}
