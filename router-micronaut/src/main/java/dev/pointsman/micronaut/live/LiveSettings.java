package dev.pointsman.micronaut.live;

import org.jspecify.annotations.Nullable;

/**
 * How the live page is served.
 *
 * @param readers how many pages may be open at once; at least 1
 * @param controls the path where the page finds the controls of a demonstration; null if there are none
 */
public record LiveSettings(int readers, @Nullable String controls) {

    /** A thousand readers, and nothing to control. */
    public static final LiveSettings DEFAULT = new LiveSettings(1000, null);
}
