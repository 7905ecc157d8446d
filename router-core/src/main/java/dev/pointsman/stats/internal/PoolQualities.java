package dev.pointsman.stats.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Quality of the answers of a pool's members: as configured or learned, and for calls with a tag as learned for it. Its
 * arrays are replaced whole. Thread-safe.
 */
public final class PoolQualities {
    private volatile double[] general;
    private volatile Map<String, double[]> byTag; // NaN for a member without a value of its own

    /** Creates the qualities as configured. */
    public PoolQualities(double[] configured) {
        general = configured.clone();
        byTag = Map.of();
    }

    /**
     * Creates the qualities of a changed pool.
     *
     * @param configured the configured qualities
     * @param before those of the pool before its change
     * @param places each member's place in that pool; negative if nothing of it is kept
     */
    public PoolQualities(double[] configured, PoolQualities before, int[] places) {
        general = moved(before.general, places, configured);
        Map<String, double[]> tags = new HashMap<>();
        double[] none = new double[configured.length];
        Arrays.fill(none, Double.NaN);
        before.byTag.forEach((tag, values) -> tags.put(tag, moved(values, places, none)));
        byTag = Map.copyOf(tags);
    }

    private static double[] moved(double[] from, int[] places, double[] others) {
        double[] to = others.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] = places[i] < 0 ? to[i] : from[places[i]];
        }
        return to;
    }

    /** Returns the quality of a member's answers to calls with a tag, or without one. */
    public double of(int member, @Nullable String tag) {
        if (tag != null) {
            double[] own = byTag.get(tag);
            if (own != null && !Double.isNaN(own[member])) {
                return own[member];
            }
        }
        return general[member];
    }

    /** Sets the quality of a member's answers to calls whose tag has no value of its own. */
    public synchronized void set(int member, double quality) {
        double[] next = general.clone();
        next[member] = quality;
        general = next;
    }

    /** Sets the qualities of a tag by member, NaN for the general ones; null forgets the tag. */
    public synchronized void set(String tag, double @Nullable [] qualities) {
        Map<String, double[]> next = new HashMap<>(byTag);
        if (qualities == null) {
            next.remove(tag);
        } else {
            next.put(tag, qualities.clone());
        }
        byTag = Map.copyOf(next);
    }
}
