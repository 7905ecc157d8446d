package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.ProviderException;

/** Makes the exceptions for what the client itself finds wrong. */
final class ProviderExceptions {
    private ProviderExceptions() {}

    static ProviderException of(FailureKind kind, String message) {
        return new ProviderException(Failure.of(kind, message));
    }

    static ProviderException badResponse(String found, String expected) {
        return of(FailureKind.BAD_RESPONSE, found + " (expected: " + expected + ")");
    }

    /** For what a wire has no word for; raised before anything is sent, so other models may be asked. */
    static ProviderException untranslatable(String path, String value, String expected) {
        return of(FailureKind.UNSUPPORTED, path + ": " + ValueErrors.shortly(value) + " (expected: " + expected + ")");
    }
}
