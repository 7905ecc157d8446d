package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RestartableTimeoutTest {
    private final CountDownLatch expired = new CountDownLatch(1);
    private final RestartableTimeout timeout = new RestartableTimeout(expired::countDown);

    @Test
    void expiresAfterItsLimit() throws InterruptedException {
        timeout.restart(Duration.ofMillis(50));
        assertThat(expired.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aShorterLimitReplacesALongerOne() throws InterruptedException {
        timeout.restart(Duration.ofHours(1));
        timeout.restart(Duration.ofMillis(50));
        assertThat(expired.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRestartMovesTheDeadline() throws InterruptedException {
        timeout.restart(Duration.ofSeconds(1));
        long end = System.nanoTime() + Duration.ofMillis(1500).toNanos();
        while (System.nanoTime() < end) {
            timeout.restart(Duration.ofMinutes(1));
            assertThat(expired.await(10, TimeUnit.MILLISECONDS)).isFalse();
        }
        timeout.restart(Duration.ofMillis(50));
        assertThat(expired.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aPausedTimeoutExpiresOnlyAfterARestart() throws InterruptedException {
        timeout.restart(Duration.ofMillis(300));
        timeout.pause();
        assertThat(expired.await(600, TimeUnit.MILLISECONDS)).isFalse();
        timeout.restart(Duration.ofMillis(50));
        assertThat(expired.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStoppedTimeoutNeverExpires() throws InterruptedException {
        timeout.restart(Duration.ofMillis(300));
        timeout.stop();
        timeout.restart(Duration.ofMillis(50));
        assertThat(expired.await(600, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void anEventLoopThatIsBehindReadsWhatHasArrivedBeforeATimeoutExpires() throws Exception {
        EventLoop loop = new DefaultEventLoop();
        CountDownLatch fired = new CountDownLatch(1);
        loop.submit(() -> {
                    timeout.restart(Duration.ofMillis(50));
                    loop.execute(() -> timeout.restart(Duration.ofHours(1))); // a chunk that waits to be read
                    WheelTimer.set(Duration.ofMillis(400), fired::countDown); // later than the timeout's
                    fired.await();
                    return null;
                })
                .get();
        loop.schedule(() -> {}, 20, TimeUnit.MILLISECONDS).get();

        assertThat(expired.getCount()).isOne();

        loop.submit(() -> timeout.restart(Duration.ofMillis(50))).get();
        assertThat(expired.await(10, TimeUnit.SECONDS)).isTrue();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).get();
    }

    @Test
    void expiresAlthoughItsEventLoopHasEnded() throws Exception {
        EventLoop loop = new DefaultEventLoop();
        loop.submit(() -> timeout.restart(Duration.ofMillis(300))).get();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).get();

        assertThat(expired.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
