package dev.pointsman.decisionlog;

/** Representation of tenants or sessions in a log. */
enum IdentityLogging {
    /** The field is omitted. */
    NONE,
    /** A keyed hash, equal for the same name and the same salt. */
    HASHED
}
