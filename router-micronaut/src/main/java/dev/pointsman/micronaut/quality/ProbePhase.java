package dev.pointsman.micronaut.quality;

import java.util.Locale;

/** Phase of the probes of one model. */
enum ProbePhase {
    /** Prompts with several answers are searched. */
    SEARCH,
    /** Their usual answers are learned. */
    REFERENCE,
    /** Answers are compared with the usual ones. */
    WATCH;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
