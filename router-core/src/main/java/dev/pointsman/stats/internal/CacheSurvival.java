package dev.pointsman.stats.internal;

import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.PromptCache;
import java.time.Duration;
import java.util.Arrays;

/**
 * Survival of cached prompts at one deployment: which share of a prompt is still cached at an age, the time since the
 * deployment last read it. Thread-safe: a short lock for writers, an immutable table for readers.
 *
 * <p>It begins optimistically with what the provider documents: a cache that is believed to be bad is never tried, and so
 * the belief never corrected.
 */
public final class CacheSurvival {
    private static final DecayRate DECAY = new DecayRate(Duration.ofHours(1));
    private static final double PRIOR_WEIGHT = 2;
    private static final long DOUBT_NANOS = Duration.ofHours(1).toNanos();

    private final double[] prior;
    private final boolean learns;
    private final DecayedMean unknown = new DecayedMean(DECAY); // guarded by this
    private final CacheClaims claims = new CacheClaims(); // guarded by this
    private volatile double unknownShare;
    private volatile Table table;

    /**
     * Creates the survival at a model without samples.
     *
     * @param model the model, with its prices and its cache
     */
    public CacheSurvival(Model model) {
        PromptCache cache = model.cache() == null ? PromptCache.DEFAULT : model.cache();
        Pricing price = model.price();
        boolean discounted = price != null && price.cached() < price.input();
        this.learns = cache.reported();
        this.prior = CacheAges.prior(cache.timeToLive().toNanos() * 1e-9, discounted || !learns);
        this.table = new Table(prior, new double[CacheAges.COUNT], new double[CacheAges.COUNT], 0, false, 0);
    }

    /**
     * Records which share of a prompt was still cached.
     *
     * @param share from 0 to 1
     * @param weight of the sample, from 0 to 1: the probability that the provider is the reason for the share
     * @param age seconds since the deployment last read it
     * @param now the time
     */
    public void add(double share, double weight, double age, long now) {
        if (learns) {
            synchronized (this) {
                table = table.with(share, weight, CacheAges.of(age), now);
            }
        }
    }

    /**
     * Records which share of a prompt of an unknown session was cached: by other calls, such as those of the same
     * conversation with another key.
     *
     * @param share from 0 to 1
     * @param now the time
     */
    public void addUnknown(double share, long now) {
        if (learns) {
            synchronized (this) {
                unknown.add(share, now);
                unknownShare = unknown.blend(0, PRIOR_WEIGHT, now);
            }
        }
    }

    /**
     * Records a first token. If the times do not confirm what is reported as cached, nothing is expected to be cached for
     * an hour after the last such sample; then it is believed again, to be tried.
     *
     * @param seconds its time after the start
     * @param load the expected work on the prompt
     * @param prompt tokens of the prompt
     * @param cached tokens among them that the provider says were cached
     * @param now the time
     * @return whether the doubt has just begun
     */
    public boolean addFirstToken(double seconds, PromptLoad load, int prompt, int cached, long now) {
        if (!learns || !load.isSampled()) {
            return false;
        }
        synchronized (this) {
            claims.add(seconds, load.emptySeconds(), prompt, cached, now);
            boolean before = table.isDoubted(now);
            if (claims.isDoubtful()) {
                table = table.doubted(now + DOUBT_NANOS);
                return !before;
            }
            return false;
        }
    }

    /**
     * Returns whether nothing is expected to be cached, as the times to first tokens do not confirm what is reported.
     *
     * @param now the time
     * @return true if cached tokens are not counted on
     */
    public boolean isDoubted(long now) {
        return table.isDoubted(now);
    }

    /**
     * Returns the share of a prompt of an unknown session that is expected to be cached.
     *
     * @param now the time
     * @return from 0 to 1; 0 without a sample
     */
    public double unknownShare(long now) {
        return isDoubted(now) ? 0 : unknownShare;
    }

    /**
     * Returns the current table.
     *
     * @return the same object until the next sample
     */
    public Table table() {
        return table;
    }

    /** Immutable counts of samples by age. */
    public static final class Table {
        private final double[] prior;
        private final double[] hits;
        private final double[] calls;
        private final long at;
        private final boolean everDoubted;
        private final long doubtedUntil;

        Table(double[] prior, double[] hits, double[] calls, long at, boolean everDoubted, long doubtedUntil) {
            this.prior = prior;
            this.hits = hits;
            this.calls = calls;
            this.at = at;
            this.everDoubted = everDoubted;
            this.doubtedUntil = doubtedUntil;
        }

        private Table doubted(long until) {
            return new Table(prior, hits, calls, at, true, until);
        }

        boolean isDoubted(long now) {
            return everDoubted && now - doubtedUntil < 0;
        }

        private Table with(double share, double weight, int age, long now) {
            double left = DECAY.over(at, now);
            double[] nextHits = new double[CacheAges.COUNT];
            double[] nextCalls = new double[CacheAges.COUNT];
            for (int i = 0; i < CacheAges.COUNT; i++) {
                nextHits[i] = hits[i] * left + (i == age ? weight * share : 0);
                nextCalls[i] = calls[i] * left + (i == age ? weight : 0);
            }
            return new Table(prior, nextHits, nextCalls, now, everDoubted, doubtedUntil);
        }

        /**
         * Computes the survival by age: the samples, pulled to the prior in the proportion that shorter ages have shown.
         *
         * @param now the time
         * @param into receives a share from 0 to 1 for each age
         */
        public void survival(long now, double[] into) {
            if (isDoubted(now)) {
                Arrays.fill(into, 0);
                return;
            }
            double left = DECAY.over(at, now);
            double scale = 1;
            for (int i = 0; i < CacheAges.COUNT; i++) {
                double pulled = prior[i] * scale;
                into[i] = (hits[i] * left + PRIOR_WEIGHT * pulled) / (calls[i] * left + PRIOR_WEIGHT);
                scale = into[i] / prior[i];
            }
        }
    }
}
