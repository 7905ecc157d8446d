package dev.pointsman.policy;

/** Behaviour when a provider refuses the content of a request. */
public enum OnContentFilter {
    /** The call fails with the refusal. */
    FAIL,
    /** Other models are tried; not the default, since bypassing a refusal may be unwanted. */
    TRY_OTHERS
}
