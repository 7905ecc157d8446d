package dev.pointsman.replay.estimate;

/** Whether a log can answer. */
public enum Verdict {
    /** It can. */
    SUPPORTED,
    /** It holds too little of what the policy would do, or the weights don't fit: no number. */
    NO_SUPPORT,
    /** The policy would send a model more calls than the log has shown it to stand: only the simulator can tell. */
    OUTSIDE_SUPPORTED_LOAD
}
