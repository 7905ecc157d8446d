package dev.pointsman.examples.demo;

import java.util.Arrays;
import java.util.Locale;

/** Mode of an embedded provider. */
enum ProviderMode {
    /** Normal operation. */
    CALM,
    /** Every first token takes seconds. */
    SLOW,
    /** Every request is answered with 503. */
    FAILING,
    /** Connections are refused. */
    DOWN;

    /** Returns the name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns a mode by its name, in any case. */
    static ProviderMode of(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("mode: " + name + " (expected: calm, slow, failing or down)"));
    }
}
