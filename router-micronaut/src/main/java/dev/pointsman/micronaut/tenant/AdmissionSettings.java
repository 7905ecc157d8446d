package dev.pointsman.micronaut.tenant;

/**
 * Validated settings of the admission.
 *
 * @param whenStoreGone the behaviour without the store of usage
 */
record AdmissionSettings(WhenStoreGone whenStoreGone) {

    /** Behaviour when the store of usage cannot be reached. */
    enum WhenStoreGone {
        ALLOW,
        REFUSE
    }
}
