package dev.pointsman.micronaut.chat;

import io.netty.util.Timeout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Timeout that is restarted for every chunk and rarely expires. A restart only moves its deadline: the timer is set
 * again when it fires early, or when the new deadline is before it. Thread-safe, but restarted by one thread at a time.
 */
final class RestartableTimeout {
    private static final long NEVER = Long.MAX_VALUE;

    private final long origin = System.nanoTime();
    private final Runnable expired;
    private volatile long deadline = NEVER;
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
        long due = deadline;
        if (due != NEVER && due <= now()) {
            expired.run();
        } else if (due != NEVER) {
            wakeAt(due);
        }
    }

    private long now() {
        return System.nanoTime() - origin;
    }
}
