package dev.pointsman.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Exclusion.Reason;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Models that are left alone because their providers asked for it. */
class CooldownTest extends BreakerFixture {
    @Test
    void aModelIsLeftAloneForAsLongAsItsProviderAsksAndNeverLess() {
        breaker.coolDown(7 * SECOND, now);
        now += 7 * SECOND - 1;
        assertThat(breaker.refusal(now)).isEqualTo(Reason.COOLDOWN);
        assertThat(breaker.acquire(now)).isNull();
        now += 1;
        assertThat(breaker.refusal(now)).isNull();
        assertThat(breaker.acquire(now)).isNotNull();
    }

    @Test
    void aModelIsFreeAgainOnceItHasServedAfterItsCooldownAndNotBefore() {
        AtomicInteger changes = new AtomicInteger();
        ModelBreaker one = new ModelBreaker(
                BreakerConfig.DEFAULT, epoch -> .5, (from, to, why, at) -> {}, changes::incrementAndGet, () -> true);
        Lease before = Objects.requireNonNull(one.acquire(now));
        assertThat(one.isFree()).isTrue();
        one.coolDown(SECOND, now);
        assertThat(one.isFree()).isFalse();
        assertThat(changes).hasValue(1);

        one.succeed(before, now, false, now + SECOND / 2);
        assertThat(one.isFree()).as("while it lasts").isFalse();
        one.succeed(before, now, false, now + SECOND);
        assertThat(one.isFree()).isTrue();
        assertThat(changes).hasValue(2);

        one.forceOpen(now);
        one.succeed(before, now, false, now + 1_000 * SECOND);
        assertThat(one.refusal(now + 1_000 * SECOND)).as("somebody must end it").isEqualTo(Reason.FORCED_OPEN);
    }

    @Test
    void zeroSecondsAreNone() {
        breaker.coolDown(0, now);

        assertThat(breaker.refusal(now)).isNull();
    }

    @Test
    void noCooldownIsLongerThanTheConfiguredMost() {
        for (long asked : new long[] {16 * 60 * SECOND, 403_973 * SECOND, Long.MAX_VALUE}) {
            breaker.reset(now);
            breaker.coolDown(asked, now);
            breaker.acquire(now + 450 * SECOND); // the trial, which never ends
            assertThat(breaker.refusal(now + 900 * SECOND - 1)).isEqualTo(Reason.COOLDOWN);
            assertThat(breaker.refusal(now + 900 * SECOND)).isNull();
        }
    }

    @Test
    void halfWayThroughALongCooldownExactlyOneCallIsATrial() {
        breaker.coolDown(600 * SECOND, now);
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(300 * SECOND);
        assertThat(breaker.acquire(now + 300 * SECOND - 1)).isNull();

        now += 300 * SECOND;
        assertThat(breaker.refusal(now)).isNull();
        assertThat(breaker.acquire(now)).isNotNull();
        assertThat(breaker.refusal(now)).isEqualTo(Reason.COOLDOWN);
        assertThat(breaker.acquire(now)).isNull();
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(300 * SECOND);
    }

    @Test
    void aTrialThatIsServedEndsALongCooldownAndACallFromBeforeDoesNot() {
        long before = now;
        Lease early = breaker.acquire(now);
        breaker.coolDown(600 * SECOND, now);
        now += 300 * SECOND;
        Lease trial = breaker.acquire(now);
        breaker.succeed(early, before, false, now);
        assertThat(breaker.refusal(now)).isEqualTo(Reason.COOLDOWN);
        breaker.succeed(trial, now, false, now + SECOND);
        assertThat(breaker.refusal(now + SECOND)).isNull();
        assertThat(breaker.isFree()).isTrue();
    }

    @Test
    void aTrialThatIsRefusedBeginsTheCooldownAnewByItsOwnWord() {
        breaker.coolDown(Long.MAX_VALUE, now);
        now += 450 * SECOND;
        breaker.giveBack(breaker.acquire(now), now, now);
        breaker.coolDown(120 * SECOND, now);
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(60 * SECOND);
        breaker.acquire(now + 60 * SECOND);
        assertThat(breaker.refusal(now + 120 * SECOND)).isNull();
    }

    @Test
    void aCooldownOfAMinuteOrLessHasNoTrialBeforeItsEnd() {
        breaker.coolDown(60 * SECOND, now);
        assertThat(breaker.acquire(now + 60 * SECOND - 1)).isNull();
        assertThat(breaker.acquire(now + 60 * SECOND)).isNotNull();
    }

    @Test
    void peopleAreToldOnceOfALongCooldown() {
        assertThat(breaker.coolDown(60 * SECOND, now)).isFalse();
        assertThat(breaker.coolDown(61 * SECOND, now)).isTrue();
        assertThat(breaker.coolDown(Long.MAX_VALUE, now)).isFalse();
    }

    @Test
    void whoDoesNotSayIsLeftAloneForASecondAndTwiceAsLongEachTimeInARow() {
        for (long seconds : new long[] {1, 2, 4, 8, 16, 30, 30, 30}) {
            breaker.coolDown(-1, now);
            assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(seconds * SECOND);
            now += seconds * SECOND;
            assertThat(breaker.refusal(now)).isNull();
        }
    }

    @Test
    void aSuccessEndsTheRow() {
        breaker.coolDown(-1, now);
        now += 5 * SECOND;
        succeed();
        breaker.coolDown(-1, now);

        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(SECOND);
    }

    @Test
    void callsRefusedTogetherAreOneTimeAndNoRow() {
        for (int i = 0; i < 20; i++) {
            breaker.coolDown(-1, now);
        }
        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(SECOND);
    }

    @Test
    void theRowMayBeEndless() {
        for (int i = 0; i < 2_000; i++) {
            breaker.coolDown(-1, now);
            now += 30 * SECOND;
            assertThat(breaker.refusal(now)).isNull();
        }
    }

    @Test
    void ofTwoCooldownsTheLaterEndCounts() {
        breaker.coolDown(10 * SECOND, now);
        breaker.coolDown(SECOND, now);

        assertThat(breaker.snapshot(now).nanosUntilTrial()).isEqualTo(10 * SECOND);
    }

    @Test
    void aCooldownIsNoTrip() {
        breaker.coolDown(SECOND, now);

        assertThat(state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.snapshot(now).trips()).isZero();
    }

    @Test
    void aTrialThatIsRateLimitedIsTriedAgainAfterTheCooldown() {
        trip();
        now += 5 * SECOND;
        Lease trial = breaker.acquire(now);
        breaker.giveBack(trial, now, now);
        breaker.coolDown(3 * SECOND, now);
        assertThat(breaker.isDue(now)).isFalse();
        now += 3 * SECOND;
        assertThat(breaker.isDue(now)).isTrue();
        assertThat(breaker.acquire(now)).isNotNull();
    }
}
