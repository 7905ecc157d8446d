package dev.pointsman.micronaut.chat;

import dev.pointsman.model.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Tells the kind of failure from what a provider says.
 *
 * <p>Its own code says the most and goes first, then the status, and where there is no status, as inside a stream, its
 * type.
 */
final class ErrorKinds {
    private ErrorKinds() {}

    static FailureKind of(int status, ErrorReport report) {
        FailureKind told = byCode(status, report);
        return told != null ? told : byStatus(status);
    }

    /** For an error inside an answer whose status promised a good one. */
    static FailureKind inside(ErrorReport report) {
        FailureKind told = byCode(0, report);
        if (told != null) {
            return told;
        }
        if (report.code().matches("[45]\\d\\d")) {
            return byStatus(Integer.parseInt(report.code()));
        }
        return report.is("invalid_request_error", "request_too_large", "permission_error")
                ? FailureKind.INVALID_REQUEST
                : FailureKind.BAD_RESPONSE;
    }

    private static @Nullable FailureKind byCode(int status, ErrorReport report) {
        if (report.is("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "billing_error")) {
            return FailureKind.QUOTA_EXHAUSTED;
        }
        if (report.is("context_length_exceeded") || (status != 429 && isTooLong(report))) {
            return FailureKind.CONTEXT_LENGTH;
        }
        if (report.is("content_filter", "content_policy_violation", "responsibleaipolicyviolation")
                || report.says("content filtering policy")) {
            return FailureKind.CONTENT_FILTER;
        }
        if (report.is("rate_limit_exceeded", "rate_limit_error")
                || (status == 413 && report.says("tokens per minute"))) {
            return FailureKind.RATE_LIMITED;
        }
        if (report.is("invalid_api_key", "authentication_error")) {
            return FailureKind.CREDENTIALS;
        }
        if (report.is("model_not_found", "deploymentnotfound", "not_found_error")
                || (status == 404 && isNoModel(report))) {
            return FailureKind.MODEL_NOT_FOUND;
        }
        return report.is("overloaded_error", "api_error", "server_error", "timeout_error", "internal_server_error")
                        && (status == 0 || status >= 500)
                ? FailureKind.SERVER_ERROR
                : null;
    }

    private static boolean isTooLong(ErrorReport report) {
        return report.says("prompt is too long", "maximum context length", "exceed context limit");
    }

    private static boolean isNoModel(ErrorReport report) {
        return report.says("model") && report.says("not found", "does not exist");
    }

    private static FailureKind byStatus(int status) {
        return switch (status) {
            case 401 -> FailureKind.CREDENTIALS;
            case 402 -> FailureKind.QUOTA_EXHAUSTED;
            case 408, 409 -> FailureKind.SERVER_ERROR;
            case 429 -> FailureKind.RATE_LIMITED;
            default -> byClass(status);
        };
    }

    private static FailureKind byClass(int status) {
        if (status >= 500) {
            return FailureKind.SERVER_ERROR;
        }
        // A redirect is not followed: the key is for this address alone.
        return status >= 400 ? FailureKind.INVALID_REQUEST : FailureKind.BAD_RESPONSE;
    }
}
