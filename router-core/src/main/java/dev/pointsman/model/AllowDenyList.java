package dev.pointsman.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Allow list and deny list of names; a denied name is excluded even if allowed.
 *
 * @param allowed the only admitted names; if empty, every name that is not denied is admitted
 * @param denied the names that are never admitted
 */
public record AllowDenyList(Set<String> allowed, Set<String> denied) {

    /** The list that admits every name. */
    public static final AllowDenyList ANY = new AllowDenyList(Set.of(), Set.of());

    /**
     * Copies both sets.
     *
     * @throws IllegalArgumentException if a name is blank
     */
    public AllowDenyList {
        allowed = Preconditions.namesIn(allowed, "allowed");
        denied = Preconditions.namesIn(denied, "denied");
    }

    /**
     * Admits these names only.
     *
     * @param names the allowed names
     * @return this list with other permissions
     */
    public AllowDenyList allow(String... names) {
        return new AllowDenyList(new HashSet<>(Arrays.asList(names)), denied);
    }

    /**
     * Never admits these names.
     *
     * @param names the denied names
     * @return this list with other denials
     */
    public AllowDenyList deny(String... names) {
        return new AllowDenyList(allowed, new HashSet<>(Arrays.asList(names)));
    }

    /**
     * Returns whether a name is admitted.
     *
     * @param name the name; null if the model has none, which is admitted only if the allow list is empty
     * @return true if the name may serve
     */
    public boolean admits(@Nullable String name) {
        if (name == null) {
            return allowed.isEmpty();
        }
        return (allowed.isEmpty() || allowed.contains(name)) && !denied.contains(name);
    }
}
