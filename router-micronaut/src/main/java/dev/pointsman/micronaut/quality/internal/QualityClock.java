package dev.pointsman.micronaut.quality.internal;

/** Clock of the monitor alone, by which its hours pass faster than those of the router. Thread-safe. */
@FunctionalInterface
public interface QualityClock {

    /**
     * Returns the time.
     *
     * @return nanoseconds of any origin
     */
    long nanos();
}
