package dev.pointsman.policy;

import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.policy.FailoverPolicy.OnContentFilter;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import java.time.Duration;

/** Builder of a {@link FailoverPolicy}, which documents the values. Not thread-safe. */
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
     * Sets the maximum number of attempts of one call.
     *
     * @param value at least 1; default: 4
     * @return this builder
     */
    public FailoverPolicyBuilder attempts(int value) {
        attempts = value;
        return this;
    }

    /**
     * Sets the time after which no attempt begins.
     *
     * @param value over 0; default: 120 s
     * @return this builder
     */
    public FailoverPolicyBuilder deadline(Duration value) {
        deadline = value;
        return this;
    }

    /**
     * Sets the maximum number of retries at the same model after a transient failure.
     *
     * @param value at least 0; default: 1
     * @return this builder
     */
    public FailoverPolicyBuilder retrySame(int value) {
        retrySame = value;
        return this;
    }

    /**
     * Sets the longest Retry-After of a rate-limited provider that is waited for.
     *
     * @param value at least 0; default: 3 s
     * @return this builder
     */
    public FailoverPolicyBuilder retryAfterPatience(Duration value) {
        retryAfterPatience = value;
        return this;
    }

    /**
     * Sets whether failover to other models is allowed.
     *
     * @param value default: true
     * @return this builder
     */
    public FailoverPolicyBuilder otherModels(boolean value) {
        otherModels = value;
        return this;
    }

    /**
     * Sets the default timeouts.
     *
     * @param value the timeouts to change; those it does not set stay; default: 10 s, 10 s and 60 s
     * @return this builder
     */
    public FailoverPolicyBuilder timeouts(Timeouts value) {
        timeouts = value.or(timeouts);
        return this;
    }

    /**
     * Sets the behaviour when a provider refuses the content.
     *
     * @param value default: {@link OnContentFilter#FAIL}
     * @return this builder
     */
    public FailoverPolicyBuilder onContentFilter(OnContentFilter value) {
        onContentFilter = value;
        return this;
    }

    /**
     * Sets the behaviour when a stream breaks.
     *
     * @param value default: {@link MidStream#RESUME}
     * @return this builder
     */
    public FailoverPolicyBuilder midStream(MidStream value) {
        midStream = value;
        return this;
    }

    /**
     * Sets the behaviour when no model answers.
     *
     * @param value default: {@link WhenExhausted#FAIL}
     * @return this builder
     */
    public FailoverPolicyBuilder whenExhausted(WhenExhausted value) {
        whenExhausted = value;
        return this;
    }

    /**
     * Sets whether a call for which no model is available tries, as a last resort, models whose breakers are open,
     * half-open or ramping.
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
