package dev.pointsman.micronaut.chat;

import io.netty.util.Timeout;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Timeout that is restarted for every chunk and rarely expires. A restart only moves its deadline: the timer is set
 * again when it fires early, or when the new deadline is before it. Thread-safe, but restarted by one thread at a time.
 *
 * <p>Restarted on an event loop, it expires only after that has read what had arrived by then: in a process that is
 * behind with its work, a chunk that waits to be read is not its sender's delay.
 */
final class RestartableTimeout {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int TURNS = 2; // of the event loop; between them it reads

    private final long origin = System.nanoTime();
    private final Runnable expired;
    private volatile long deadline = NEVER;
    private volatile @Nullable EventExecutor reader; // of the last restart
    private volatile long wakesAt = NEVER; // written under this
    private @Nullable Timeout alarm; // guarded by this
    private boolean stopped; // guarded by this

    /**
     * Creates a paused timeout.
     *
     * @param expired called when the deadline has passed; may be called again after another restart
     */
    RestartableTimeout(Runnable expired) {
        this.expired = expired;
    }

    void restart(Duration limit) {
        EventExecutor loop = ThreadExecutorMap.currentExecutor();
        if (loop != reader) { // seldom: a write for every chunk would cost more
            reader = loop;
        }
        long at = now() + limit.toNanos();
        deadline = at; // before the look at the timer, which in turn looks at it after it has fired
        if (wakesAt > at) {
            wakeAt(at);
        }
    }

    /** Does not expire until it is restarted. */
    void pause() {
        deadline = NEVER;
    }

    /** Ends it. */
    synchronized void stop() {
        stopped = true;
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    private synchronized void wakeAt(long at) {
        if (stopped || wakesAt <= at) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
        }
        wakesAt = at;
        alarm = WheelTimer.set(Duration.ofNanos(Math.max(0, at - now())), this::rang);
    }

    private void rang() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            wakesAt = NEVER;
            alarm = null;
        }
        decide(TURNS);
    }

    private void decide(int turns) {
        long due = deadline;
        if (due == NEVER || isStopped()) {
            return;
        }
        if (due > now()) {
            wakeAt(due);
        } else if (turns == 0 || !isDelayed(turns - 1)) {
            expired.run();
        }
    }

    /** Returns whether the event loop will decide: a delayed task runs in a later turn than the one that adds it. */
    private boolean isDelayed(int turns) {
        EventExecutor loop = reader;
        try {
            return loop != null
                    && !loop.schedule(() -> decide(turns), 1, TimeUnit.MILLISECONDS)
                            .isCancelled();
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private long now() {
        return System.nanoTime() - origin;
    }
}
