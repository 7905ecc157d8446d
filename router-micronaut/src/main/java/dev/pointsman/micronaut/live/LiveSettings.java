package dev.pointsman.micronaut.live;

import org.jspecify.annotations.Nullable;

/**
 * Settings of the live page.
 *
 * @param readers maximum number of open pages; at least 1
 * @param controls path of the demonstration controls; null if there are none
 */
public record LiveSettings(int readers, @Nullable String controls) {

    /** 1000 pages and no controls. */
    public static final LiveSettings DEFAULT = new LiveSettings(1000, null);
}
