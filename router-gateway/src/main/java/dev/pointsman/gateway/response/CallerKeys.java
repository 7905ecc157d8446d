package dev.pointsman.gateway.response;

/** Keys of clients that are valid now. */
@FunctionalInterface
public interface CallerKeys {

    /** Returns whether a tenant has a key of an id that is neither revoked nor expired. */
    boolean isValid(String tenant, String id);
}
