package dev.pointsman.examples.demo;

import java.util.Arrays;
import java.util.Locale;

/** How an embedded provider behaves. */
enum ProviderMode {
    /** As it usually does. */
    CALM,
    /** Every first token takes seconds. */
    SLOW,
    /** Every request is answered with 503. */
    FAILING,
    /** Nobody listens: connections are refused. */
    DOWN;

    /** The name in small letters. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A mood by its name, in any case. */
    static ProviderMode of(String name) {
        return Arrays.stream(values())
                .filter(mood -> mood.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("mood: " + name + " (expected: calm, slow, failing or down)"));
    }
}
