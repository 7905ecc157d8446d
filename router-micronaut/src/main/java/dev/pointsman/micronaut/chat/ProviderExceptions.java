package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.ProviderException;

/** Factory of exceptions for errors that the client itself detects. */
final class ProviderExceptions {
    private ProviderExceptions() {}

    static ProviderException of(FailureKind kind, String message) {
        return new ProviderException(Failure.of(kind, message));
    }

    static ProviderException badResponse(String found, String expected) {
        return of(FailureKind.BAD_RESPONSE, found + " (expected: " + expected + ")");
    }

    /** For requests that a protocol cannot express; raised before anything is sent, so that the call fails over. */
    static ProviderException untranslatable(String path, String value, String expected) {
        return of(FailureKind.UNSUPPORTED, path + ": " + ValueErrors.shortly(value) + " (expected: " + expected + ")");
    }
}
