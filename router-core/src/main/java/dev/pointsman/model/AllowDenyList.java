package dev.pointsman.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names a call allows and denies; a denial outweighs a permission.
 *
 * @param allowed the only names admitted; empty admits every name that is not denied
 * @param denied names never admitted
 */
public record AllowDenyList(Set<String> allowed, Set<String> denied) {

    /** The filter that admits everything. */
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
     * @return this filter with other permissions
     */
    public AllowDenyList allow(String... names) {
        return new AllowDenyList(new HashSet<>(Arrays.asList(names)), denied);
    }

    /**
     * Never admits these names.
     *
     * @param names the denied names
     * @return this filter with other denials
     */
    public AllowDenyList deny(String... names) {
        return new AllowDenyList(allowed, new HashSet<>(Arrays.asList(names)));
    }

    /**
     * Whether this filter admits a name.
     *
     * @param name the name; null when the model has none, which a list of permissions does not admit
     * @return true if the name may serve
     */
    public boolean admits(@Nullable String name) {
        if (name == null) {
            return allowed.isEmpty();
        }
        return (allowed.isEmpty() || allowed.contains(name)) && !denied.contains(name);
    }
}
