package dev.pointsman.model;

/**
 * Kind of a failed attempt: determines the effect on the model's health, whether the same model may be retried, and the
 * models that failover may try.
 *
 * <p>Each of these properties has one value per kind. Only provider faults affect a model's statistics and breaker;
 * faults of the request or the caller do not.
 */
public enum FailureKind {
    /** Rate limit exceeded (429); the model goes into a cooldown. */
    RATE_LIMITED(FailureKind.HealthEffect.COOLDOWN, FailureKind.FailoverScope.ANY_OTHER, false),
    /** No response, first token or next token within its timeout. */
    TIMEOUT(FailureKind.HealthEffect.FAILURE, FailureKind.FailoverScope.ANY_OTHER, false),
    /** The connection was refused, reset or never made. */
    CONNECTION(FailureKind.HealthEffect.FAILURE, FailureKind.FailoverScope.ANY_OTHER, true),
    /** The provider failed or is overloaded (5xx, 529, 408, 409). */
    SERVER_ERROR(FailureKind.HealthEffect.FAILURE, FailureKind.FailoverScope.ANY_OTHER, true),
    /** An unreadable response: malformed JSON, an empty or foreign body, an error event inside a stream. */
    BAD_RESPONSE(FailureKind.HealthEffect.FAILURE, FailureKind.FailoverScope.ANY_OTHER, false),
    /** A response that ended before it was complete. */
    CUT(FailureKind.HealthEffect.FAILURE, FailureKind.FailoverScope.ANY_OTHER, false),
    /** Authentication failed (401); the deployment is disabled until an operator acts. */
    CREDENTIALS(FailureKind.HealthEffect.OUT, FailureKind.FailoverScope.ANY_OTHER, false),
    /** The provider does not know the model; the deployment is disabled until an operator acts. */
    MODEL_NOT_FOUND(FailureKind.HealthEffect.OUT, FailureKind.FailoverScope.ANY_OTHER, false),
    /**
     * Credit or quota is used up (402, {@code insufficient_quota}); the deployment is disabled until an operator acts.
     */
    QUOTA_EXHAUSTED(FailureKind.HealthEffect.OUT, FailureKind.FailoverScope.ANY_OTHER, false),
    /** The request exceeds the model's context window; only models with a larger window are tried. */
    CONTEXT_LENGTH(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.LARGER_WINDOW, false),
    /** The provider refused the content. By default there is no failover; trying other models must be configured. */
    CONTENT_FILTER(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.NONE, false),
    /**
     * The provider forbids the call (403): mostly a restriction of the account, such as its region. Another provider or
     * account may be tried; the same one is not tried again in this call. The failures of three different callers in a
     * row disable the deployment.
     */
    FORBIDDEN(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.OTHER_PROVIDER, false),
    /**
     * The model generated output that the provider could not parse, such as a tool call (Groq's {@code
     * tool_use_failed}).
     */
    GENERATION_FAILED(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.ANY_OTHER, true),
    /** The provider's protocol can't express a part of the request, so it was not sent; other models are tried. */
    UNSUPPORTED(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.ANY_OTHER, false),
    /** The request is wrong (400, 404, 413, 422): a fault of the caller. */
    INVALID_REQUEST(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.NONE, false),
    /** The caller's code threw an exception. */
    CALLER_ERROR(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.NONE, false),
    /** The caller cancelled the call. */
    CANCELLED(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.NONE, false);

    /** Effect of a failure on the statistics and the breaker of its model. */
    public enum HealthEffect {
        /** Counts as a failure in the success rate and the breaker. */
        FAILURE,
        /** Starts a cooldown; success rate and breaker are not affected. */
        COOLDOWN,
        /** Disables the model for minutes and raises an alert. */
        OUT,
        /** No effect. */
        NOTHING
    }

    /** The models that failover may try after a failure. */
    public enum FailoverScope {
        /** Any other model. */
        ANY_OTHER,
        /** Only a model of another provider, which is another account if two are configured for one vendor. */
        OTHER_PROVIDER,
        /** Only a model with a larger context window, or an unknown one. */
        LARGER_WINDOW,
        /** No model: the failure is returned to the caller. */
        NONE
    }

    private final FailureKind.HealthEffect healthEffect;
    private final FailureKind.FailoverScope failoverScope;
    private final boolean retryable;

    FailureKind(FailureKind.HealthEffect healthEffect, FailureKind.FailoverScope failoverScope, boolean retryable) {
        this.healthEffect = healthEffect;
        this.failoverScope = failoverScope;
        this.retryable = retryable;
    }

    /**
     * Returns the effect of this kind on the model's statistics and breaker.
     *
     * @return the effect
     */
    public FailureKind.HealthEffect healthEffect() {
        return healthEffect;
    }

    /**
     * Returns the models that failover may try after this kind.
     *
     * @return the scope
     */
    public FailureKind.FailoverScope failoverScope() {
        return failoverScope;
    }

    /**
     * Returns whether an immediate retry at the same model may succeed.
     *
     * @return true for transient faults of the provider
     */
    public boolean isRetryable() {
        return retryable;
    }

    /**
     * Returns whether the fault lies in the request, so that the caller can correct it; otherwise it lies with the
     * provider.
     *
     * @return true for faults of the request
     */
    public boolean isOfRequest() {
        return healthEffect == FailureKind.HealthEffect.NOTHING && this != FORBIDDEN && this != GENERATION_FAILED;
    }

    /** The name as in configuration and metrics, such as {@code rate-limited}. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
