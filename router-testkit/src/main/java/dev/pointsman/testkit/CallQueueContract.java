package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.state.CallQueue;
import dev.pointsman.state.ResponseStore;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Contract tests for queues of calls that wait. The test of an implementation extends this class and returns the queue to
 * test with the stores of usage that it books in; all tests are inherited.
 */
public abstract class CallQueueContract extends CallQueueRemovals {

    /** For subclasses. */
    protected CallQueueContract() {}

    /** The bytes come back as they were added. */
    @Test
    void anAddedCallIsClaimedByOneWorker() {
        assertThat(add(KEY, "call")).isTrue();
        CallQueue.Run run = claimed("a");
        assertThat(run.key()).isEqualTo(KEY);
        assertThat(text(run.call())).isEqualTo("call");
        assertThat(run.number()).isEqualTo(1);
        assertThat(run.lost()).isZero();
        assertThat(claim("b", 10)).isEmpty();
    }

    /** As after a lost answer. */
    @Test
    void aCallThatIsAddedAgainIsRunOnce() {
        assertThat(add(KEY, "call")).isTrue();
        assertThat(add(KEY, "call")).isTrue();
        assertThat(claim("a", 10)).hasSize(1);
        assertThat(add(KEY, "call")).isTrue();
        assertThat(claim("b", 10)).isEmpty();
    }

    /** The order is that of the additions. */
    @Test
    void theLongestWaitingCallIsTheFirst() {
        for (int i = 0; i < 5; i++) {
            add(new ResponseStore.Key("acme", "call-" + i), "call-" + i);
            pass(Duration.ofMillis(10));
        }
        assertThat(claim("a", 2)).extracting(run -> text(run.call())).containsExactly("call-0", "call-1");
        assertThat(claim("a", 10)).extracting(run -> text(run.call())).containsExactly("call-2", "call-3", "call-4");
    }

    /** Results count, as they take memory too. */
    @Test
    void aFullQueueRefusesFurtherCalls() {
        for (int i = 0; i < 3; i++) {
            assertThat(done(queue().add(new ResponseStore.Key(null, "call-" + i), new byte[1], LIFE, 3)))
                    .isTrue();
        }
        assertThat(done(queue().add(KEY, new byte[1], LIFE, 3))).isFalse();
        end(claimed("a"), result("answer"));
        assertThat(done(queue().add(KEY, new byte[1], LIFE, 3))).isFalse();
        assertThat(done(queue().add(new ResponseStore.Key(null, "call-0"), new byte[1], LIFE, 3)))
                .as("known already")
                .isTrue();
        pass(KEPT);
        assertThat(done(queue().add(KEY, new byte[1], LIFE, 3))).isTrue();
    }

    /** From the addition to the end of the result's time. */
    @Test
    void theStateOfACallIsFoundUntilItsResultExpires() {
        assertThat(find(KEY)).isNull();
        add(KEY, "call");
        CallQueue.State waiting = Objects.requireNonNull(find(KEY));
        assertThat(waiting.result()).isNull();
        CallQueue.Run run = claimed("a");
        assertThat(find(KEY)).isNotNull();
        assertThat(end(run, result("answer"))).isTrue();
        CallQueue.State ended = Objects.requireNonNull(find(KEY));
        assertThat(text(ended.result())).isEqualTo("answer");
        assertThat(ended.added()).isEqualTo(waiting.added());
        pass(KEPT.minusSeconds(2));
        assertThat(find(KEY)).isNotNull();
        pass(Duration.ofSeconds(3));
        assertThat(find(KEY)).isNull();
        assertThat(claim("b", 10)).isEmpty();
    }

    /** An id may be guessed. */
    @Test
    void aTenantNeverReceivesTheCallOfAnotherOne() {
        add(KEY, "call");
        end(claimed("a"), result("answer"));
        for (String other : new String[] {"other", "", "ACME", null}) {
            ResponseStore.Key key = new ResponseStore.Key(other, KEY.id());
            assertThat(find(key)).isNull();
            assertThat(done(queue().remove(key))).isFalse();
        }
        ResponseStore.Key joined = new ResponseStore.Key("a:b", "c");
        add(joined, "call");
        assertThat(find(new ResponseStore.Key("a", "b:c"))).isNull();
        assertThat(claimed("a").key()).isEqualTo(joined);
        assertThat(find(KEY)).isNotNull();
    }

    /** Its wait is part of its end. */
    @Test
    void aCallThatCouldNotBeServedWaitsForItsNextRun() {
        add(KEY, "call");
        assertThat(end(claimed("a"), again(Duration.ofMinutes(5)))).isTrue();
        assertThat(claim("a", 10)).isEmpty();
        assertThat(find(KEY)).isNotNull();
        pass(Duration.ofMinutes(4));
        assertThat(claim("a", 10)).isEmpty();
        pass(Duration.ofMinutes(1));
        CallQueue.Run next = claimed("b");
        assertThat(next.number()).isEqualTo(2);
        assertThat(next.lost()).isZero();
        assertThat(next.age()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
    }

    /** As after a kill. The worker that was taken for killed may still report. */
    @Test
    void theCallOfALostWorkerIsClaimedByAnotherOne() {
        add(KEY, "call");
        CallQueue.Run lost = claimed("a");
        pass(LEASE.minusSeconds(5));
        assertThat(claim("b", 10)).isEmpty();
        pass(Duration.ofSeconds(6));
        CallQueue.Run next = claimed("b");
        assertThat(next.lost()).isEqualTo(1);
        assertThat(next.number()).isEqualTo(2);
        assertThat(done(queue().renew(lost, LEASE))).isFalse();
        assertThat(end(lost, result("late"))).isFalse();
        assertBooked(0);
        assertThat(end(next, result("answer"))).isTrue();
        assertThat(end(lost, result("late"))).isFalse();
        assertBooked(1);
        CallQueue.State state = Objects.requireNonNull(find(KEY));
        assertThat(text(state.result())).isEqualTo("answer");
        assertThat(state.lost()).isEqualTo(1);
    }

    /** Runs may take long. */
    @Test
    void aRenewedClaimHolds() {
        add(KEY, "call");
        CallQueue.Run run = claimed("a");
        for (int i = 0; i < 4; i++) {
            pass(LEASE.minusSeconds(5));
            assertThat(done(queue().renew(run, LEASE))).isTrue();
            assertThat(claim("b", 10)).isEmpty();
        }
        assertThat(end(run, result("answer"))).isTrue();
    }

    /** As after a lost answer: the charges are booked once. */
    @Test
    void anEndThatIsSentAgainIsBookedOnce() {
        add(KEY, "call");
        CallQueue.Run run = claimed("a");
        assertThat(end(run, result("answer"))).isTrue();
        assertThat(end(run, result("answer"))).isTrue();
        assertBooked(1);
        ResponseStore.Key other = new ResponseStore.Key("acme", "two");
        add(other, "call");
        CallQueue.Run unserved = claimed("a");
        CallQueue.End again = CallQueue.End.again(
                Duration.ofMinutes(1), result("").used(), result("").spent());
        assertThat(end(unserved, again)).isTrue();
        assertThat(end(unserved, again)).isTrue();
        assertBooked(2);
        pass(Duration.ofMinutes(1));
        assertThat(claim("a", 10)).hasSize(1);
    }

    /** The queue has its own bound of time, for calls that no worker runs. */
    @Test
    void aCallExpires() {
        add(KEY, "call");
        pass(LIFE.plusSeconds(1));
        assertThat(find(KEY)).isNull();
        assertThat(claim("a", 10)).isEmpty();
        assertThat(done(queue().size()).kept()).isZero();
        assertThat(add(KEY, "call")).isTrue();
        assertThat(claim("a", 10)).hasSize(1);
    }

    /** For metrics. */
    @Test
    void theSizeCountsCallsAndResults() {
        assertThat(done(queue().size())).isEqualTo(new CallQueue.Size(0, 0, Duration.ZERO));
        add(KEY, "call");
        pass(Duration.ofMinutes(1));
        add(new ResponseStore.Key("acme", "two"), "call");
        CallQueue.Run run = claimed("a");
        CallQueue.Size size = done(queue().size());
        assertThat(size.waiting()).isEqualTo(2);
        assertThat(size.kept()).isEqualTo(2);
        assertThat(size.oldest()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
        end(run, result("answer"));
        size = done(queue().size());
        assertThat(size.waiting()).isEqualTo(1);
        assertThat(size.kept()).isEqualTo(2);
        assertThat(size.oldest()).isLessThan(Duration.ofSeconds(10));
    }

    /** A call without a life would be lost. */
    @Test
    void aLifeOfZeroIsRefused() {
        assertThatThrownBy(() -> queue().add(KEY, new byte[1], Duration.ZERO, MOST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("life");
    }
}
