package dev.pointsman.replay.estimate;

/** A way to estimate the mean of another policy from a log. Weights are never clipped, nor are outcomes. */
enum EstimationMethod {
    /** The mean of the rows whose logged pick is the policy's favourite. Biased; shown for comparison only. */
    NAIVE,
    /** Inverse propensity scores: the mean of weight times outcome (Horvitz and Thompson 1952). */
    IPS,
    /** Self-normalised: the same divided by the mean weight (Swaminathan and Joachims 2015). */
    SNIPS,
    /** A model of the outcomes, corrected by the weighted errors it makes in rows it has not seen (Dudík et al. 2011). */
    DOUBLY_ROBUST,
    /** The mean of rows accepted at random in proportion to their weight (Li et al. 2011). */
    REJECTION
}
