package dev.pointsman.micronaut.event.internal;

import dev.pointsman.time.NanoClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logger that warns at most once a minute, with the number of suppressed warnings. For internal use. Thread-safe. */
public final class RateLimitedLogger {
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final NanoClock clock;
    private boolean spoken; // guarded by this
    private long last; // guarded by this
    private long quiet; // guarded by this

    /**
     * Creates a logger.
     *
     * @param log the target
     * @param clock measures the minute
     */
    public RateLimitedLogger(Logger log, NanoClock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Warns, unless it did so within the last minute.
     *
     * @param message the message, without secrets
     * @param cause logged with it; null for none
     */
    public void warn(String message, @Nullable Throwable cause) {
        long before = turn();
        if (before >= 0) {
            log.warn("{}{}", message, before == 0 ? "" : " (" + before + " more warnings before this)", cause);
        }
    }

    /** Returns the number of suppressed warnings before this one; negative if this one is suppressed too. */
    private synchronized long turn() {
        long now = clock.nanos();
        if (spoken && now - last < PAUSE) {
            quiet++;
            return -1;
        }
        spoken = true;
        last = now;
        long before = quiet;
        quiet = 0;
        return before;
    }
}
