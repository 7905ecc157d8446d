package dev.pointsman.gateway.litellm;

import java.util.Set;

/** Names that are not taken. */
final class UniqueNames {
    private UniqueNames() {}

    /** Returns a name, with a number behind it if it is taken. */
    static String next(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    /** Returns a text as an id: letters, digits, dots, dashes and underscores. */
    static String id(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-|-$", "");
    }
}
