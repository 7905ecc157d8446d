package dev.pointsman.replay.estimate;

/** Support of an estimate by a log. */
public enum Verdict {
    /** The log supports the estimate. */
    SUPPORTED,
    /** The log holds too few decisions like the policy's, or the weights are inconsistent: no estimate. */
    NO_SUPPORT,
    /** The policy would exceed the observed load of a model: no estimate; use the simulator. */
    OUTSIDE_SUPPORTED_LOAD
}
