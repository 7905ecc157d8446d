package dev.pointsman.micronaut.state;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the state: a server, a file, or neither, which is the memory.
 *
 * @param redis the address of a server; null if there is none
 * @param prefix the beginning of its keys
 * @param timeout the time after which its commands fail
 * @param file the path of a file; null if there is none
 */
record StateSettings(
        @Nullable String redis,
        String prefix,
        Duration timeout,
        @Nullable String file) {

    /** The settings without the address, which may hold a password. */
    @Override
    public String toString() {
        return "StateSettings[prefix=" + prefix + ", file=" + file + "]";
    }
}
