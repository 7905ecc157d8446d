package dev.pointsman.router;

/** What to do when a provider refuses the content of a request. */
public enum OnContentFilter {
    /** The refusal is the answer. */
    FAIL,
    /** Other models are asked: a decision, since routing round a refusal may be just what must not happen. */
    TRY_OTHERS
}
