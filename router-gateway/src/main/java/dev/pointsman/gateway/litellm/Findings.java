package dev.pointsman.gateway.litellm;

import java.util.ArrayList;
import java.util.List;

/** Keys of a LiteLLM configuration that could not be mapped, or that mean something else here. Not thread-safe. */
final class Findings {
    private final List<Finding> found = new ArrayList<>();

    /** Kind of a finding. */
    enum Kind {
        UNMAPPED("not mapped"),
        CHANGED("changed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /**
     * One key, with the reason. Never has a value that may be a secret.
     *
     * @param kind whether the key was left out, or mapped with a difference
     * @param path path of the key in the source, such as {@code router_settings.timeout}
     * @param reason what to know, or to do, about it
     */
    record Finding(Kind kind, String path, String reason) {
        @Override
        public String toString() {
            return kind.words + ": " + path + ": " + reason;
        }
    }

    void unmapped(String path, String reason) {
        add(new Finding(Kind.UNMAPPED, path, reason));
    }

    void changed(String path, String reason) {
        add(new Finding(Kind.CHANGED, path, reason));
    }

    private void add(Finding finding) {
        if (!found.contains(finding)) {
            found.add(finding);
        }
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
