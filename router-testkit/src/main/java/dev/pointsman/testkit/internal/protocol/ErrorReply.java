package dev.pointsman.testkit.internal.protocol;

/** An error that a provider words in its own way; each wire format has its own status, type and code for it. */
public enum ErrorReply {
    CONTEXT_LENGTH,
    CONTENT_POLICY,
    INVALID_REQUEST,
    NO_PREFILL,
    INVALID_KEY,
    FORBIDDEN,
    MODEL_NOT_FOUND,
    TOO_LARGE,
    TOKENS_PER_MINUTE,
    RATE_LIMIT,
    QUOTA,
    CREDIT,
    USAGE_LIMIT,
    REASONING,
    SERVER,
    OVERLOADED;

    /** The complaint that usually stands behind a status. */
    static ErrorReply behind(int status) {
        return switch (status) {
            case 401 -> INVALID_KEY;
            case 402 -> QUOTA;
            case 403 -> FORBIDDEN;
            case 404 -> MODEL_NOT_FOUND;
            case 413 -> TOO_LARGE;
            case 429 -> RATE_LIMIT;
            case 503, 529 -> OVERLOADED;
            default -> status >= 500 ? SERVER : INVALID_REQUEST;
        };
    }
}
