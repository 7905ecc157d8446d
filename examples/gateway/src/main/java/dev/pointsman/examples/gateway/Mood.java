package dev.pointsman.examples.gateway;

import java.util.Arrays;

/** How an embedded provider behaves. */
enum Mood {
    /** As it usually does. */
    CALM,
    /** Every first token takes seconds. */
    SLOW,
    /** Every request is answered with 503. */
    FAILING,
    /** Nobody listens: connections are refused. */
    DOWN;

    /** A mood by its name, in any case. */
    static Mood of(String name) {
        return Arrays.stream(values())
                .filter(mood -> mood.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("mood: " + name + " (expected: calm, slow, failing or down)"));
    }
}
