package dev.pointsman.stats.internal;

/**
 * Expected work of a model on the prompt of one call, fixed at its decision: what is not cached must be read before the
 * first token. Immutable but for one mark, which is guarded by the lock of the model's statistics.
 */
public final class PromptLoad {
    /** The load of a call whose prompt is not taken into account. */
    public static final PromptLoad NONE = new PromptLoad(0, 0, 1, 0, 0, false);

    private final double cached;
    private final double emptySeconds;
    private final double factor;
    private final double wholeSeconds;
    private final double unreadSeconds;
    private final boolean measured;
    private boolean sampled;

    private PromptLoad(
            double cached,
            double emptySeconds,
            double factor,
            double wholeSeconds,
            double unreadSeconds,
            boolean measured) {
        this.cached = cached;
        this.emptySeconds = emptySeconds;
        this.factor = factor;
        this.wholeSeconds = wholeSeconds;
        this.unreadSeconds = unreadSeconds;
        this.measured = measured;
    }

    /**
     * Returns the load of a prompt.
     *
     * @param prompt tokens of the prompt; at least 0
     * @param cached tokens among them that are expected to be cached; at least 0
     * @param slope the model's prefill slope, per token
     * @param ttft the model's expected seconds to a first token for an empty prompt
     * @return the load
     */
    public static PromptLoad of(double prompt, double cached, double slope, double ttft) {
        double unread = slope * Math.max(0, prompt - cached);
        return new PromptLoad(cached, ttft, 1 + unread, ttft * slope * prompt, ttft * unread, true);
    }

    /**
     * Returns the expected time to first token for an empty prompt.
     *
     * @return seconds; 0 if prompts are not taken into account
     */
    public double emptySeconds() {
        return emptySeconds;
    }

    /**
     * Returns the expected time to read the whole prompt if nothing of it is cached.
     *
     * @return seconds; 0 if prompts are not taken into account
     */
    public double wholeSeconds() {
        return wholeSeconds;
    }

    /**
     * Returns the expected time to read what is not expected to be cached of the prompt.
     *
     * @return seconds, at most {@link #wholeSeconds}; 0 if prompts are not taken into account
     */
    public double unreadSeconds() {
        return unreadSeconds;
    }

    /** Returns whether any token is expected to be cached. */
    boolean expectsCached() {
        return cached > 0;
    }

    /** Returns the expected time to first token over that of an empty prompt; 1 if prompts are not taken into account. */
    double factor() {
        return factor;
    }

    /** Returns the factor of what was read; that of the expectation if it is NaN, unknown. */
    double factor(double read, double slope) {
        return !measured || Double.isNaN(read) ? factor : 1 + slope * read;
    }

    /** Marks the first token of the call as a sample of the time to first token. */
    void sampled(boolean value) {
        if (measured) {
            sampled = value;
        }
    }

    /** Returns whether the first token of the call was a sample of the time to first token. */
    boolean isSampled() {
        return sampled;
    }

    /** Returns whether prompts are taken into account. */
    boolean isMeasured() {
        return measured;
    }
}
