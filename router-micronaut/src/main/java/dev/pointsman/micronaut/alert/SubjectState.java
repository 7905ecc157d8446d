package dev.pointsman.micronaut.alert;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one subject: what was told, what is being told, what waits to be told. Guarded by its desk. */
final class SubjectState {
    private static final long SOON = 1_000_000_000; // a webhook that refuses at once is not to be asked all the time

    private final Map<AlertKind, Long> lastTimes = new EnumMap<>(AlertKind.class);
    private @Nullable AlertKind told;
    private @Nullable AlertKind underWay;
    private @Nullable Alert waiting;
    private long notBefore;

    /** Puts an alert in place of the one that waits. Tells how many are left out for it. */
    int offer(Alert alert, AlertSettings settings, long now) {
        int left = waiting == null ? 0 : 1;
        waiting = null;
        AlertKind known = underWay == null ? told : underWay;
        if (alert.kind() == AlertKind.RECOVERED && known == null) {
            return left; // trouble of which nobody was told
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

    /** What is under way has arrived. Tells whether nothing is left to say of the subject. */
    boolean arrived() {
        told = underWay == AlertKind.RECOVERED ? null : underWay;
        underWay = null;
        if (told == null) {
            lastTimes.clear();
        }
        return told == null && waiting == null;
    }

    /** What is under way has not arrived: it waits again, unless something newer does. Tells whether it was left out. */
    boolean failed(Alert alert, AlertSettings settings, long now) {
        underWay = null;
        if (waiting != null) {
            return true;
        }
        waiting = alert;
        notBefore = now + Math.max(SOON, settings.minInterval().toNanos());
        return false;
    }

    /** Whether nobody was told of anything and nobody is to be. */
    boolean isEmpty() {
        return told == null && underWay == null && waiting == null;
    }

    /** Something is so that nobody wants to be told: what waits is not so any more. Tells how many are left out for it. */
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
