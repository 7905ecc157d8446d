package dev.pointsman.strategy.internal;

import java.io.Serial;
import java.util.Collection;
import java.util.TreeSet;

/** Thrown for an unknown pool, goal or model; the message lists the known ones. */
public final class UnknownNameException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    public UnknownNameException(String what, String name, Collection<String> known) {
        super(what + ": " + name + " (expected: one of " + String.join(", ", new TreeSet<>(known)) + ")");
    }
}
