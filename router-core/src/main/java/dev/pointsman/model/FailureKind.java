package dev.pointsman.model;

/**
 * How an attempt went wrong: what it may teach, whether the same model may be asked again, and who may be tried next.
 *
 * <p>The kinds are chosen so that each of these questions has one answer per kind. Only a fault of the provider may
 * teach anything about the model; a fault of the request or of the caller teaches nobody anything.
 */
public enum FailureKind {
    /** Too many requests or tokens for now (429): other models serve until it is over. */
    RATE_LIMITED(FailureKind.HealthEffect.COOLDOWN, FailureKind.FailoverScope.ANY_OTHER, false),
    /** No answer, no first token, or no next token within its limit. */
    TIMEOUT(FailureKind.HealthEffect.FAILURE, FailureKind.FailoverScope.ANY_OTHER, false),
    /** The connection was refused, reset or never made. */
    CONNECTION(FailureKind.HealthEffect.FAILURE, FailureKind.FailoverScope.ANY_OTHER, true),
    /** The provider failed or is overloaded (5xx, 529, 408, 409). */
    SERVER_ERROR(FailureKind.HealthEffect.FAILURE, FailureKind.FailoverScope.ANY_OTHER, true),
    /** An answer that can't be read: bad JSON, an empty or foreign body, an error inside a stream. */
    BAD_RESPONSE(FailureKind.HealthEffect.FAILURE, FailureKind.FailoverScope.ANY_OTHER, false),
    /** An answer that ended before it was whole. */
    CUT(FailureKind.HealthEffect.FAILURE, FailureKind.FailoverScope.ANY_OTHER, false),
    /** The key was refused (401): the deployment is out until somebody acts. */
    CREDENTIALS(FailureKind.HealthEffect.OUT, FailureKind.FailoverScope.ANY_OTHER, false),
    /** The provider does not know the model: the deployment is out until somebody acts. */
    MODEL_NOT_FOUND(FailureKind.HealthEffect.OUT, FailureKind.FailoverScope.ANY_OTHER, false),
    /** Money or quota is used up (402, {@code insufficient_quota}): the deployment is out until somebody acts. */
    QUOTA_EXHAUSTED(FailureKind.HealthEffect.OUT, FailureKind.FailoverScope.ANY_OTHER, false),
    /** The request is too long for this model: only one with a larger window may be tried. */
    CONTEXT_LENGTH(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.LARGER_WINDOW, false),
    /** The provider refused the content. Routing round a refusal is a decision, not an accident. */
    CONTENT_FILTER(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.NOBODY, false),
    /**
     * The provider forbids the call (403): mostly a matter of the account, such as its region. Another provider or account
     * may be tried; the same one is not asked again in this call. Three different callers in a row take the deployment out.
     */
    FORBIDDEN(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.OTHER_PROVIDER, false),
    /** The model failed to generate an answer that the provider could read, such as a tool call (Groq's {@code tool_use_failed}). */
    GENERATION_FAILED(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.ANY_OTHER, true),
    /** The request has something that this model's wire can't say, so it was not sent: another model may serve it. */
    UNSUPPORTED(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.ANY_OTHER, false),
    /** The request is wrong (400, 404, 413, 422): the caller's mistake. */
    INVALID_REQUEST(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.NOBODY, false),
    /** The caller's own code threw. */
    CALLER_ERROR(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.NOBODY, false),
    /** The caller left before the end. */
    CANCELLED(FailureKind.HealthEffect.NOTHING, FailureKind.FailoverScope.NOBODY, false);

    /** What a failure may teach about the model it came from. */
    public enum HealthEffect {
        /** Counts against the model's success and its breaker. */
        FAILURE,
        /** The model is left alone for a while; its breaker and its success do not suffer. */
        COOLDOWN,
        /** The model is out for minutes and somebody is told. */
        OUT,
        /** Nothing. */
        NOTHING
    }

    /** Who may be tried after a failure. */
    public enum FailoverScope {
        /** Any other model. */
        ANY_OTHER,
        /** Only a model of another provider, which is another account where two are configured for one maker. */
        OTHER_PROVIDER,
        /** Only a model with a larger context window, or one of unknown window. */
        LARGER_WINDOW,
        /** Nobody: the failure is the answer. */
        NOBODY
    }

    private final FailureKind.HealthEffect lesson;
    private final FailureKind.FailoverScope next;
    private final boolean sameAgain;

    FailureKind(FailureKind.HealthEffect lesson, FailureKind.FailoverScope next, boolean sameAgain) {
        this.lesson = lesson;
        this.next = next;
        this.sameAgain = sameAgain;
    }

    /**
     * What a failure of this kind may teach about the model.
     *
     * @return the lesson
     */
    public FailureKind.HealthEffect healthEffect() {
        return lesson;
    }

    /**
     * Who may be tried after a failure of this kind.
     *
     * @return the circle of the next models
     */
    public FailureKind.FailoverScope failoverScope() {
        return next;
    }

    /**
     * Whether asking the same model once more may help at once.
     *
     * @return true for short-lived faults of the provider
     */
    public boolean isRetryable() {
        return sameAgain;
    }

    /**
     * Whether the request itself was refused, so that the caller may mend it; otherwise the provider has failed the call.
     *
     * @return true for faults of the request
     */
    public boolean isOfRequest() {
        return lesson == FailureKind.HealthEffect.NOTHING && this != FORBIDDEN && this != GENERATION_FAILED;
    }

    /** The name as in configuration and metrics, such as {@code rate-limited}. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
