package dev.pointsman.stats.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final long LIMIT = 16_000_000_000L;
    private static final long SECOND = LIMIT / 16;

    private final Random random = Seeds.printed(getClass());

    /** A call as the reference model keeps it: a list of those that are open. */
    private static final class Open {
        final long start;
        boolean waiting;

        Open(long start, boolean waiting) {
            this.start = start;
            this.waiting = waiting;
        }
    }

    @RepeatedTest(20)
    void itCountsAsAListOfOpenCallsDoes() {
        InFlight inFlight = new InFlight(LIMIT);
        List<Open> open = new ArrayList<>();
        long now = Seeds.clockOrigin(random);
        long origin = now; // slices are counted from the first call
        inFlight.begin(false, now);
        inFlight.end(now, false, now);
        for (int step = 0; step < 5_000; step++) {
            now += random.nextInt(200) == 0 ? random.nextLong(2 * LIMIT) : random.nextLong(SECOND / 3);
            expire(open, origin, now);
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    boolean waiting = random.nextBoolean();
                    assertThat(inFlight.begin(waiting, now)).isEqualTo(open.size());
                    open.add(new Open(now, waiting));
                }
                case 2 -> {
                    if (!open.isEmpty()) {
                        Open call = open.remove(random.nextInt(open.size()));
                        assertThat(inFlight.end(call.start, call.waiting, now)).isTrue();
                    }
                }
                default -> {
                    if (!open.isEmpty()) {
                        Open call = open.get(random.nextInt(open.size()));
                        if (call.waiting) {
                            call.waiting = false;
                            inFlight.firstToken(call.start, now);
                        }
                    }
                }
            }
            assertThat(inFlight.count(now)).isEqualTo(open.size());
            assertThat(inFlight.meanWait(now)).isCloseTo(meanWait(open, now), within(2e-6));
        }
    }

    /** A slice is dropped whole, once its youngest call could be at the limit. */
    private static void expire(List<Open> open, long origin, long now) {
        open.removeIf(call -> Math.floorDiv(now - origin, SECOND) - Math.floorDiv(call.start - origin, SECOND) > 16);
    }

    private static double meanWait(List<Open> open, long now) {
        return open.stream()
                .filter(call -> call.waiting)
                .mapToDouble(call -> (now - call.start) * 1e-9)
                .average()
                .orElse(0);
    }

    @Test
    void aCallThatNobodyEndsIsDroppedAfterTheLimitAndAtMostASixteenthLate() {
        Seeds.clockOrigins(random).forEach(origin -> {
            for (long offset = 0; offset < SECOND; offset += SECOND / 7) {
                InFlight inFlight = new InFlight(LIMIT);
                inFlight.begin(false, origin);
                inFlight.end(origin, false, origin);
                long start = origin + offset;
                inFlight.begin(true, start);

                assertThat(inFlight.count(start + LIMIT)).isEqualTo(1);
                assertThat(inFlight.count(start + LIMIT + SECOND)).isZero();
                assertThat(inFlight.meanWait(start + LIMIT + SECOND)).isZero();
            }
        });
    }

    @Test
    void anEndingAfterTheLimitChangesNothing() {
        InFlight inFlight = new InFlight(LIMIT);
        long start = Seeds.clockOrigin(random);
        inFlight.begin(true, start);
        long late = start + 2 * LIMIT;
        inFlight.begin(true, late);

        assertThat(inFlight.end(start, true, late)).isFalse();
        assertThat(inFlight.count(late)).isEqualTo(1);
        assertThat(inFlight.end(late, true, late)).isTrue();
        assertThat(inFlight.count(late)).isZero();
    }

    @Test
    void callsWhoseThreadsReadTheClockInAnotherOrderAreAllCountedDown() {
        long now = Seeds.clockOrigin(random);
        InFlight inFlight = new InFlight(LIMIT);
        inFlight.begin(true, now);
        inFlight.begin(true, now - 1);
        inFlight.begin(true, now - SECOND);

        assertThat(inFlight.count(now)).isEqualTo(3);
        assertThat(inFlight.end(now - 1, true, now)).isTrue();
        assertThat(inFlight.end(now - SECOND, true, now)).isTrue();
        assertThat(inFlight.end(now, true, now)).isTrue();
        assertThat(inFlight.count(now)).isZero();
        assertThat(inFlight.meanWait(now)).isZero();
    }

    @Test
    void lookingChangesNothingHoweverFarAhead() {
        long now = Seeds.clockOrigin(random);
        InFlight inFlight = new InFlight(LIMIT);
        inFlight.begin(true, now);

        assertThat(inFlight.count(now + 50 * LIMIT)).isZero();
        assertThat(inFlight.meanWait(now + 50 * LIMIT)).isZero();
        assertThat(inFlight.count(now + SECOND)).isEqualTo(1);
        assertThat(inFlight.meanWait(now + SECOND)).isEqualTo(1);
    }

    @Test
    void beforeTheFirstCallNothingIsInFlightAtAnyTime() {
        InFlight inFlight = new InFlight(LIMIT);

        Seeds.clockOrigins(random).forEach(at -> {
            assertThat(inFlight.count(at)).isZero();
            assertThat(inFlight.meanWait(at)).isZero();
        });
    }
}
