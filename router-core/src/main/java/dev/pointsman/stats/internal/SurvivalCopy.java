package dev.pointsman.stats.internal;

import org.jspecify.annotations.Nullable;

/**
 * Thread-local copy of the survival of cached prompts at one deployment, computed anew only after a sample or a minute, in
 * which it hardly decays.
 */
public final class SurvivalCopy {
    private static final long MINUTE = 60_000_000_000L;

    private final double[] survival = new double[CacheAges.COUNT];
    private CacheSurvival.@Nullable Table survivalOf;
    private SessionPace.@Nullable Table keptOf;
    private long survivalAt;
    private double kept;

    /** Creates an empty copy. */
    public SurvivalCopy() {}

    /**
     * Returns the survival by age.
     *
     * @param of the source
     * @param now the time
     * @return a share from 0 to 1 for each age, valid until the next call
     */
    @SuppressWarnings("ReferenceEquality") // a table is replaced by every sample
    public double[] survival(CacheSurvival of, long now) {
        CacheSurvival.Table table = of.table();
        if (table != survivalOf || now - survivalAt >= MINUTE || now - survivalAt < 0) {
            table.survival(now, survival);
            survivalOf = table;
            survivalAt = now;
            keptOf = null;
        }
        return survival;
    }

    /**
     * Returns the share of a cached prompt that survives until the next turn; after {@link #survival}.
     *
     * @param pace the pace of the pool's sessions
     * @return from 0 to 1
     */
    @SuppressWarnings("ReferenceEquality") // a table is replaced by every sample
    public double kept(SessionPace.Table pace) {
        if (pace != keptOf) {
            kept = pace.kept(survival);
            keptOf = pace;
        }
        return kept;
    }
}
