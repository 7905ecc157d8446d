package dev.pointsman.micronaut.quality;

/** Finding of a probe's answer. */
enum ProbeFinding {
    /** Nothing is noticed. */
    NONE,
    /** Answers are given that were never given before. */
    NEW_ANSWERS,
    /** Rare answers among the known ones have become frequent. */
    OTHER_SHARES
}
