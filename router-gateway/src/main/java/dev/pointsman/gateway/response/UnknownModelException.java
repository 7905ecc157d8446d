package dev.pointsman.gateway.response;

import java.io.Serial;
import java.util.Collection;

/** Exception for a request whose {@code model} is neither a pool nor a model. */
public final class UnknownModelException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public UnknownModelException(String name, Collection<String> known) {
        super("model: " + name + " (expected: one of " + String.join(", ", known) + ")");
    }
}
