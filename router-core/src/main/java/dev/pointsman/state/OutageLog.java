package dev.pointsman.state;

import java.time.Duration;
import org.slf4j.Logger;

/**
 * Messages about a store that cannot be reached: one when an outage has lasted a second, and one when it has ended. A store
 * that can be reached for less than ten seconds in between, as one that loses messages, is still in the same outage. Not
 * thread-safe.
 */
final class OutageLog {
    private static final long BEGUN = Duration.ofSeconds(1).toNanos();
    private static final long OVER = Duration.ofSeconds(10).toNanos();

    private final Logger log;
    private boolean open;
    private boolean gone;
    private int times;
    private long begun;
    private long changedAt;

    OutageLog(Logger log) {
        this.log = log;
    }

    /**
     * Takes note of whether the store cannot be reached.
     *
     * @param nowGone whether it cannot be reached
     * @param now the time
     */
    void observe(boolean nowGone, long now) {
        if (nowGone != gone) {
            gone = nowGone;
            changedAt = now;
            times += nowGone && open ? 1 : 0;
        }
        if (gone && !open && now - changedAt >= BEGUN) {
            open = true;
            begun = changedAt;
            log.warn("The usage store cannot be reached; calls go on with what is leased");
        } else if (open && !gone && now - changedAt >= OVER) {
            open = false;
            log.info(
                    "The usage store can be reached again: it could not {} within {} s",
                    times == 0 ? "once" : times + 1 + " times",
                    Duration.ofNanos(changedAt - begun).toSeconds());
            times = 0;
        }
    }
}
