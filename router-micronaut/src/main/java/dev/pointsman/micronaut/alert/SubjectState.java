package dev.pointsman.micronaut.alert;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alert state of one subject: last sent, sending, pending. Guarded by its queue. */
final class SubjectState {
    private static final long SOON = 1_000_000_000; // minimum delay before a failed alert is sent again

    private final Map<AlertKind, Long> lastTimes = new EnumMap<>(AlertKind.class);
    private @Nullable AlertKind told;
    private @Nullable AlertKind underWay;
    private @Nullable Alert waiting;
    private long notBefore;

    /** Replaces the pending alert; returns the number of alerts dropped. */
    int offer(Alert alert, AlertSettings settings, long now) {
        int left = waiting == null ? 0 : 1;
        waiting = null;
        AlertKind known = underWay == null ? told : underWay;
        if (alert.kind() == AlertKind.RECOVERED && known == null) {
            return left; // no alert of the incident was sent
        }
        long wait = untilAgain(alert.kind(), settings, now);
        if (alert.kind() == known && wait > 0) {
            return left + 1;
        }
        boolean settles = alert.kind() == AlertKind.DEGRADED || alert.kind() == AlertKind.RECOVERED;
        waiting = alert;
        notBefore = now + Math.max(wait, settles ? settings.settle().toNanos() : 0);
        return left;
    }

    private long untilAgain(AlertKind kind, AlertSettings settings, long now) {
        Long last = lastTimes.get(kind);
        return last == null ? 0 : Math.max(0, settings.minInterval().toNanos() - (now - last));
    }

    @Nullable
    Alert waiting() {
        return waiting;
    }

    long untilDue(long now) {
        return notBefore - now;
    }

    Alert begin(Alert alert, long now) {
        waiting = null;
        underWay = alert.kind();
        lastTimes.put(alert.kind(), now);
        return alert;
    }

    /** Records delivery of the alert being sent; returns whether the subject has no more state. */
    boolean arrived() {
        told = underWay == AlertKind.RECOVERED ? null : underWay;
        underWay = null;
        if (told == null) {
            lastTimes.clear();
        }
        return told == null && waiting == null;
    }

    /** Requeues the alert being sent after a failure, unless a newer one is pending; returns whether it was dropped. */
    boolean failed(Alert alert, AlertSettings settings, long now) {
        underWay = null;
        if (waiting != null) {
            return true;
        }
        waiting = alert;
        notBefore = now + Math.max(SOON, settings.minInterval().toNanos());
        return false;
    }

    /** Returns whether nothing was sent, is being sent or is pending. */
    boolean isEmpty() {
        return told == null && underWay == null && waiting == null;
    }

    /**
     * Handles an alert of a disabled kind, which makes the pending one obsolete; returns the number of alerts dropped.
     */
    int passOver(AlertKind kind) {
        int left = waiting == null ? 0 : 1;
        waiting = null;
        if (kind == AlertKind.RECOVERED) {
            told = null;
            lastTimes.clear();
        }
        return left;
    }
}
