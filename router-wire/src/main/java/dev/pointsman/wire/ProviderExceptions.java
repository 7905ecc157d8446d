package dev.pointsman.wire;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;

/** Factory of exceptions for errors that protocol or client detect. */
public final class ProviderExceptions {
    private ProviderExceptions() {}

    /**
     * Creates the exception of a failure.
     *
     * @param kind its kind
     * @param message its message, without private text
     * @return the exception
     */
    public static ProviderException of(FailureKind kind, String message) {
        return new ProviderException(Failure.of(kind, message));
    }

    /**
     * Creates the exception of an invalid answer.
     *
     * @param found what the answer has, without private text
     * @param expected what was expected
     * @return an exception of kind {@code BAD_RESPONSE}
     */
    public static ProviderException badResponse(String found, String expected) {
        return of(FailureKind.BAD_RESPONSE, found + " (expected: " + expected + ")");
    }

    /**
     * Creates the exception of a request that a protocol cannot express; thrown before anything is sent, so that the
     * call fails over.
     *
     * @param path the path of the field
     * @param value its value or type; shortened
     * @param expected what the protocol can express
     * @return an exception of kind {@code UNSUPPORTED}
     */
    public static ProviderException untranslatable(String path, String value, String expected) {
        return of(FailureKind.UNSUPPORTED, path + ": " + ValueErrors.shortly(value) + " (expected: " + expected + ")");
    }
}
