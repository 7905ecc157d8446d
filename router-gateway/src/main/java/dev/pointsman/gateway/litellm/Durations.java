package dev.pointsman.gateway.litellm;

/** Durations as the gateway's configuration writes them. */
final class Durations {
    private static final double MILLIS = 1000;

    private Durations() {}

    static String ofSeconds(double seconds) {
        long millis = Math.max(1, Math.round(seconds * MILLIS));
        return millis % (long) MILLIS == 0 ? millis / (long) MILLIS + "s" : millis + "ms";
    }
}
