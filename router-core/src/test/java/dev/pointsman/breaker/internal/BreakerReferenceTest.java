package dev.pointsman.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.BreakerSnapshot;
import dev.pointsman.breaker.BreakerState;
import dev.pointsman.random.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** The breaker beside one written plainly, step by step over random histories. */
class BreakerReferenceTest {
    private record Pair(Lease lease, ReferenceBreaker.Call call) {}

    private long begun;

    private final Random random = Seeds.printed(getClass());

    @RepeatedTest(250)
    void itDoesWhatThePlainBreakerDoes() {
        BreakerConfig config = new BreakerConfig(
                1 + random.nextInt(5),
                .2 + .8 * random.nextDouble(),
                1 + random.nextInt(12),
                Duration.ofSeconds(1 + random.nextInt(60)),
                5,
                .2 + .8 * random.nextDouble(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                0,
                random.nextBoolean() ? List.of(1, 5, 10) : random.nextBoolean() ? List.of(1) : List.of(1, 2),
                Duration.ofMinutes(5),
                random.nextBoolean() ? 0 : random.nextDouble(),
                Duration.ofSeconds(16),
                Duration.ofMinutes(15));
        double failures = random.nextDouble();
        List<String> heard = new ArrayList<>();
        ReferenceBreaker plain = new ReferenceBreaker(config);
        ModelBreaker breaker = new ModelBreaker(
                config, epoch -> .5, (from, to, why, at) -> heard.add(from + ">" + to), () -> {}, () -> plain.spare);
        boolean isBegunKnown = random.nextInt(4) > 0;
        begun = 0;
        List<Pair> open = new ArrayList<>();
        long now = Seeds.clockOrigin(random);
        for (int step = 0; step < 4_000; step++) {
            now += random.nextInt(40) == 0 ? random.nextLong(40_000_000_000L) : random.nextLong(300_000_000);
            assertThat(breaker.refusal(now) == null).as("step %s", step).isEqualTo(plain.admits(now));
            int what = random.nextInt(100);
            plain.spare = random.nextInt(20) > 0;
            if (what < 50) {
                begun++;
                Lease lease = breaker.acquire(now);
                if (plain.admits(now)) {
                    assertThat(lease).as("step %s", step).isNotNull();
                    open.add(new Pair(lease, plain.acquire(now)));
                } else {
                    assertThat(lease).as("step %s", step).isNull();
                }
            } else if (what < 55) {
                Lease lease = breaker.acquireInPanic(now);
                assertThat(lease == null).as("step %s", step).isEqualTo(plain.admits(now));
                if (lease != null) {
                    open.add(new Pair(lease, plain.lastResort(now)));
                }
            } else if (what < 60) {
                boolean admitted = plain.admitsBeside(now);
                assertThat(breaker.admitsBeside(now)).as("step %s", step).isEqualTo(admitted);
                Lease lease = breaker.acquireBeside(now);
                assertThat(lease != null).as("step %s", step).isEqualTo(admitted);
                if (lease != null) {
                    open.add(new Pair(lease, plain.acquireBeside(now)));
                }
            } else if (what < 63) {
                boolean answered = random.nextBoolean();
                breaker.checked(answered, now);
                plain.checked(answered, now);
            } else if (what < 68 && !open.isEmpty()) {
                Pair pair = open.get(random.nextInt(open.size()));
                breaker.firstToken(pair.lease, pair.call.start);
                plain.firstToken(pair.call);
            } else if (what < 99 && !open.isEmpty()) {
                Pair pair = open.remove(random.nextInt(open.size()));
                end(breaker, plain, pair, random.nextDouble() < failures, isBegunKnown ? begun : -1, now);
            } else if (random.nextInt(10) == 0) {
                breaker.reset(now);
                plain.reset();
            }
            BreakerSnapshot snapshot = breaker.snapshot(now);
            assertThat(snapshot.state()).as("step %s", step).isEqualTo(plain.state);
            assertThat(snapshot.trips()).isEqualTo(plain.trips);
            assertThat(snapshot.nanosUntilTrial())
                    .isEqualTo(plain.state == BreakerState.OPEN ? Math.max(0, plain.openUntil - now) : 0);
            assertThat(heard).isEqualTo(plain.transitions);
        }
    }

    private void end(ModelBreaker breaker, ReferenceBreaker plain, Pair pair, boolean failed, long known, long now) {
        switch (random.nextInt(12)) {
            case 0 -> {} // nobody ends it
            case 1 -> {
                breaker.giveBack(pair.lease, pair.call.start, now);
                plain.giveBack(pair.call);
            }
            default -> {
                boolean slow = !failed && random.nextInt(5) == 0;
                if (failed) {
                    breaker.fail(pair.lease, pair.call.start, pair.call.answering, 0, known, now);
                } else {
                    breaker.succeed(pair.lease, pair.call.start, slow, now);
                }
                plain.end(pair.call, failed, slow, known, now);
            }
        }
    }
}
