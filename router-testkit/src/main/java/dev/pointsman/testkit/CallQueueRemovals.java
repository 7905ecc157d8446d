package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.CallQueue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Contract tests of the removal of calls. */
abstract class CallQueueRemovals extends CallQueueFixture {

    /** A removed call is gone, whether it waits, is running or has a result. */
    @Test
    void aRemovedCallIsAbsent() {
        add(KEY, "call");
        assertThat(done(queue().remove(KEY))).isTrue();
        assertThat(done(queue().remove(KEY))).isFalse();
        assertThat(claim("a", 10)).isEmpty();
        add(KEY, "call");
        end(claimed("a"), result("answer"));
        assertThat(done(queue().remove(KEY))).isTrue();
        assertThat(find(KEY)).isNull();
        add(KEY, "call");
        end(claimed("a"), again(Duration.ofMinutes(1)));
        assertThat(done(queue().remove(KEY))).isTrue();
        pass(Duration.ofMinutes(2));
        assertThat(claim("a", 10)).isEmpty();
        assertThat(done(queue().size()).kept()).isZero();
    }

    /** A model may have answered it, so that it is charged. */
    @Test
    void aRunningCallThatIsRemovedIsChargedAndNotRunAgain() {
        add(KEY, "call");
        CallQueue.Run run = claimed("a");
        assertThat(done(queue().remove(KEY))).isTrue();
        assertThat(done(queue().remove(KEY))).isFalse();
        assertThat(find(KEY)).isNull();
        assertThat(done(queue().renew(run, LEASE))).isFalse();
        assertThat(end(run, result("answer"))).isTrue();
        assertBooked(1);
        assertThat(find(KEY)).isNull();
        pass(LEASE.plusSeconds(1));
        assertThat(claim("b", 10)).isEmpty();
        assertThat(done(queue().size()).kept()).isZero();
    }

    /** Also if its worker is lost. */
    @Test
    void aRemovedCallOfALostWorkerIsNotRunAgain() {
        add(KEY, "call");
        claimed("a");
        done(queue().remove(KEY));
        pass(LEASE.plusSeconds(1));
        assertThat(claim("b", 10)).isEmpty();
        assertThat(done(queue().size()).kept()).isZero();
    }
}
