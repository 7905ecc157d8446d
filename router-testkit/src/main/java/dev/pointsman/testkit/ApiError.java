package dev.pointsman.testkit;

import org.jspecify.annotations.Nullable;

/** A provider's error in the fields of its wire format; {@code code} is null where the wire format sends none. */
record ApiError(int status, String type, @Nullable String code, String message) {

    ApiError(int status, String type, String message) {
        this(status, type, null, message);
    }

    ApiError withStatus(int other) {
        return new ApiError(other, type, code, message);
    }

    ApiError saying(String other) {
        return new ApiError(status, type, code, other);
    }
}
