package dev.pointsman.testkit;

import dev.pointsman.testkit.internal.protocol.ErrorReply;

/** Faults of one page of {@link Fault}'s catalogue: the provider refuses, with a status and an error of its wire format. */
abstract sealed class StatusFaults permits ConnectionFaults {
    StatusFaults() {}

    private static Fault complaint(ErrorReply complaint) {
        return Fault.sent(complaint.name(), WireEdits.error(wire -> wire.error(complaint)));
    }

    /**
     * An HTTP status, with the error that the provider's wire format usually sends with it.
     *
     * @param status from 200 to 599; below 400 it only replaces the status of the healthy answer
     * @return the fault
     */
    public static Fault status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: >= 200 and <= 599)");
        }
        return status < 400
                ? Fault.sent("status " + status, reply -> reply.withStatus(status))
                : Fault.sent("status " + status, WireEdits.error(wire -> wire.error(status)));
    }

    /**
     * An HTTP status with an error of the wire format's shape and a message of one's own.
     *
     * @param status from 400 to 599
     * @param message the message in the error
     * @return the fault
     */
    public static Fault status(int status, String message) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: >= 400 and <= 599)");
        }
        return Fault.sent(
                "status " + status, WireEdits.error(wire -> wire.error(status).saying(message)));
    }

    /**
     * 400, because the prompt is longer than the model's context.
     *
     * @return the fault
     */
    public static Fault contextLengthExceeded() {
        return complaint(ErrorReply.CONTEXT_LENGTH);
    }

    /**
     * 400, because the content is refused.
     *
     * @return the fault
     */
    public static Fault contentPolicyViolation() {
        return complaint(ErrorReply.CONTENT_POLICY);
    }

    /**
     * 400, because the request is wrong in itself.
     *
     * @return the fault
     */
    public static Fault invalidRequest() {
        return complaint(ErrorReply.INVALID_REQUEST);
    }

    /**
     * 400 for each request whose last message is the assistant's; the others are answered.
     *
     * @return the fault
     */
    public static Fault rejectsPrefill() {
        return complaint(ErrorReply.NO_PREFILL).when(SeenRequest::prefilled);
    }

    /**
     * 401, because the key is unknown.
     *
     * @return the fault
     */
    public static Fault invalidKey() {
        return complaint(ErrorReply.INVALID_KEY);
    }

    /**
     * 403, because the key may not do this.
     *
     * @return the fault
     */
    public static Fault forbidden() {
        return complaint(ErrorReply.FORBIDDEN);
    }

    /**
     * 404, because the model does not exist.
     *
     * @return the fault
     */
    public static Fault modelNotFound() {
        return complaint(ErrorReply.MODEL_NOT_FOUND);
    }

    /**
     * The account has no credit left: 429 in OpenAI's wire format, 402 in Anthropic's.
     *
     * @return the fault
     */
    public static Fault insufficientQuota() {
        return complaint(ErrorReply.QUOTA);
    }

    /**
     * 400, because the account has no credit left, as Anthropic says it; in every wire format.
     *
     * @return the fault
     */
    public static Fault creditTooLow() {
        return complaint(ErrorReply.CREDIT);
    }

    /**
     * 400, because the account has reached a limit that its owner has set, as Anthropic says it; in every wire format.
     *
     * @return the fault
     */
    public static Fault usageLimitReached() {
        return complaint(ErrorReply.USAGE_LIMIT);
    }

    /**
     * 400 for each request with opaque reasoning state, as if another account had made it; the others are answered.
     *
     * @return the fault
     */
    public static Fault refusesReasoning() {
        return complaint(ErrorReply.REASONING)
                .when(request -> !request.reasoningStates().isEmpty());
    }

    /**
     * 413, because the body is too large.
     *
     * @return the fault
     */
    public static Fault tooLarge() {
        return complaint(ErrorReply.TOO_LARGE);
    }

    /**
     * The limit of tokens per minute: 413 in OpenAI's wire format, as some hosts send it; 429 in Anthropic's.
     *
     * @return the fault
     */
    public static Fault tokensPerMinute() {
        return complaint(ErrorReply.TOKENS_PER_MINUTE);
    }

    /**
     * 429, because there are too many requests; without {@code Retry-After} unless {@link Fault#retryAfter} adds it.
     *
     * @return the fault
     */
    public static Fault rateLimited() {
        return complaint(ErrorReply.RATE_LIMIT);
    }

    /**
     * The provider is overloaded: 503 in OpenAI's wire format, 529 in Anthropic's.
     *
     * @return the fault
     */
    public static Fault overloaded() {
        return complaint(ErrorReply.OVERLOADED);
    }
}
