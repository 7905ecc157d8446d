package dev.pointsman.micronaut.chat;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import java.util.Set;

/** Exception for an error status, with the fields of {@link OwnFields} that the response names. */
final class RefusedException extends ProviderException {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> fields;

    RefusedException(Failure failure, Set<String> fields) {
        super(failure);
        this.fields = fields;
    }

    Set<String> fields() {
        return fields;
    }
}
