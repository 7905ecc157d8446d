package dev.pointsman.quality;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sessions in progress, whose calls share their fate: the outcomes of a session at the model that served its first call
 * become one observation, with the probabilities of that first choice, once the session has been idle.
 */
final class SessionWindow {
    private static final int LIMIT = 4096;
    private static final int DONE = 1 << 12;
    private static final long DAY = 86_400_000_000_000L;

    private final long idle;
    private final Map<Key, Pending> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Ended> overdue = new ArrayList<>();
    private final long[] done = new long[DONE];
    private final long[] doneAt = new long[DONE];

    SessionWindow(long idle) {
        this.idle = idle;
    }

    /** Adds the outcome of a call, by channel; ignored for a day after its session was observed. */
    void add(Draw draw, QualitySignal signal, double[] losses, long now) {
        Key key = new Key(draw.session(), signal);
        int slot = slot(key);
        if (done[slot] == draw.session() && now - doneAt[slot] < DAY) {
            return;
        }
        Pending pending = open.computeIfAbsent(key, k -> new Pending(draw, losses.length, now));
        pending.add(draw, losses, now);
        if (now - pending.begun >= DAY) {
            open.remove(key);
            overdue.add(end(key, pending, now));
        }
    }

    private Ended end(Key key, Pending pending, long now) {
        int slot = slot(key);
        done[slot] = key.session();
        doneAt[slot] = now;
        return pending.end(key.signal());
    }

    /** Returns the observations of sessions that have been idle for long enough, the oldest first. */
    List<Ended> ended(long now) {
        List<Ended> ended = overdue.isEmpty() ? List.of() : new ArrayList<>(overdue);
        overdue.clear();
        Iterator<Map.Entry<Key, Pending>> all = open.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Key, Pending> eldest = all.next();
            if (now - eldest.getValue().last < idle && open.size() <= LIMIT) {
                break;
            }
            if (ended.isEmpty()) {
                ended = new ArrayList<>();
            }
            ended.add(end(eldest.getKey(), eldest.getValue(), now));
            all.remove();
        }
        return ended;
    }

    private static int slot(Key key) {
        long mixed = (key.session() + key.signal().index()) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 52);
    }

    /** Observation of a whole session: the mean of each channel. */
    static final class Ended {
        private final Draw draw;
        private final QualitySignal signal;
        private final double[] losses;

        Ended(Draw draw, QualitySignal signal, double[] losses) {
            this.draw = draw;
            this.signal = signal;
            this.losses = losses;
        }

        Draw draw() {
            return draw;
        }

        QualitySignal signal() {
            return signal;
        }

        double[] losses() {
            return losses;
        }
    }

    private record Key(long session, QualitySignal signal) {}

    private static final class Pending {
        private final Draw first;
        private final double[] sums;
        private int calls;
        private final long begun;
        private long last;

        Pending(Draw first, int channels, long now) {
            this.first = first;
            this.begun = now;
            this.sums = new double[channels];
        }

        void add(Draw draw, double[] losses, long now) {
            last = now;
            if (draw.chosen() != first.chosen() || draw.pool() != first.pool()) {
                return;
            }
            calls++;
            for (int c = 0; c < sums.length; c++) {
                sums[c] += losses[c];
            }
        }

        Ended end(QualitySignal signal) {
            double[] means = new double[sums.length];
            for (int c = 0; c < means.length; c++) {
                means[c] = sums[c] / Math.max(1, calls);
            }
            return new Ended(first, signal, means);
        }
    }
}
