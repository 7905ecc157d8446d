package dev.pointsman.router;

import dev.pointsman.model.Timeouts;
import java.time.Duration;

/** Builds a {@link FailoverPolicy}; what each value means is said there. Not safe for several threads. */
public final class FailoverPolicyBuilder {
    private int attempts;
    private Duration deadline;
    private int retrySame;
    private Duration retryAfterPatience;
    private boolean otherModels;
    private Timeouts timeouts;
    private OnContentFilter onContentFilter;
    private MidStream midStream;
    private WhenExhausted whenExhausted;
    private boolean panic;

    FailoverPolicyBuilder(FailoverPolicy from) {
        attempts = from.attempts();
        deadline = from.deadline();
        retrySame = from.retrySame();
        retryAfterPatience = from.retryAfterPatience();
        otherModels = from.otherModels();
        timeouts = from.timeouts();
        onContentFilter = from.onContentFilter();
        midStream = from.midStream();
        whenExhausted = from.whenExhausted();
        panic = from.panic();
    }

    /**
     * The most attempts of one call.
     *
     * @param value at least 1; default: 4
     * @return this builder
     */
    public FailoverPolicyBuilder attempts(int value) {
        attempts = value;
        return this;
    }

    /**
     * After this time no attempt begins.
     *
     * @param value over 0; default: 120 s
     * @return this builder
     */
    public FailoverPolicyBuilder deadline(Duration value) {
        deadline = value;
        return this;
    }

    /**
     * How often a model is asked again after a short-lived fault.
     *
     * @param value at least 0; default: 1
     * @return this builder
     */
    public FailoverPolicyBuilder retrySame(int value) {
        retrySame = value;
        return this;
    }

    /**
     * The longest wait a rate-limited provider may ask for.
     *
     * @param value at least 0; default: 3 s
     * @return this builder
     */
    public FailoverPolicyBuilder retryAfterPatience(Duration value) {
        retryAfterPatience = value;
        return this;
    }

    /**
     * Whether other models may answer at all.
     *
     * @param value default: true
     * @return this builder
     */
    public FailoverPolicyBuilder otherModels(boolean value) {
        otherModels = value;
        return this;
    }

    /**
     * How long a provider may be silent.
     *
     * @param value the timeouts to change; those it does not set stay; default: 10 s, 10 s and 60 s
     * @return this builder
     */
    public FailoverPolicyBuilder timeouts(Timeouts value) {
        timeouts = value.or(timeouts);
        return this;
    }

    /**
     * What to do when a provider refuses the content.
     *
     * @param value default: {@link OnContentFilter#FAIL}
     * @return this builder
     */
    public FailoverPolicyBuilder onContentFilter(OnContentFilter value) {
        onContentFilter = value;
        return this;
    }

    /**
     * What to do when a stream breaks.
     *
     * @param value default: {@link MidStream#RESUME}
     * @return this builder
     */
    public FailoverPolicyBuilder midStream(MidStream value) {
        midStream = value;
        return this;
    }

    /**
     * What to do when no model answers.
     *
     * @param value default: {@link WhenExhausted#FAIL}
     * @return this builder
     */
    public FailoverPolicyBuilder whenExhausted(WhenExhausted value) {
        whenExhausted = value;
        return this;
    }

    /**
     * Whether a call for which every model's breaker is open tries the best one all the same.
     *
     * @param value default: true
     * @return this builder
     */
    public FailoverPolicyBuilder panic(boolean value) {
        panic = value;
        return this;
    }

    /**
     * Builds the policy.
     *
     * @return the policy
     * @throws IllegalArgumentException if a value is out of its range
     */
    public FailoverPolicy build() {
        return new FailoverPolicy(
                attempts,
                deadline,
                retrySame,
                retryAfterPatience,
                otherModels,
                timeouts,
                onContentFilter,
                midStream,
                whenExhausted,
                panic);
    }
}
