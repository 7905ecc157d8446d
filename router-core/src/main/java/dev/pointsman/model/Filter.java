package dev.pointsman.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names a call allows and denies; a denial outweighs a permission.
 *
 * @param allowed the only names admitted; empty admits every name that is not denied
 * @param denied names never admitted
 */
public record Filter(Set<String> allowed, Set<String> denied) {

    /** The filter that admits everything. */
    public static final Filter ANY = new Filter(Set.of(), Set.of());

    /**
     * Copies both sets.
     *
     * @throws IllegalArgumentException if a name is blank
     */
    public Filter {
        allowed = Checks.namesIn(allowed, "allowed");
        denied = Checks.namesIn(denied, "denied");
    }

    /**
     * Admits these names only.
     *
     * @param names the allowed names
     * @return this filter with other permissions
     */
    public Filter allow(String... names) {
        return new Filter(Set.of(names), denied);
    }

    /**
     * Never admits these names.
     *
     * @param names the denied names
     * @return this filter with other denials
     */
    public Filter deny(String... names) {
        return new Filter(allowed, Set.of(names));
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
