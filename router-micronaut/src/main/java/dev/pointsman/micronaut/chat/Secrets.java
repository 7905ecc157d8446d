package dev.pointsman.micronaut.chat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What must not be quoted: the key of one provider, and what its headers and query carry in a key's place. */
final class Secrets {
    /** Shorter values would black out innocent words and protect nothing. */
    private static final int SHORTEST = 6;

    private static final List<String> TELLING =
            List.of("key", "token", "secret", "auth", "password", "credential", "signature", "cookie");

    private final List<String> values;

    Secrets(ProviderSettings settings) {
        Set<String> found = new HashSet<>();
        found.add(settings.apiKey());
        collect(settings.headers(), found);
        collect(settings.query(), found);
        // The longest first: one secret may be a part of another.
        values = found.stream()
                .filter(value -> value.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    String hide(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, "***");
        }
        return hidden;
    }

    private static void collect(Map<String, String> entries, Set<String> found) {
        entries.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (TELLING.stream().anyMatch(lower::contains)) {
                // "Bearer abc": a provider quotes the second word alone.
                found.addAll(List.of(value.strip().split("\\s+")));
            }
        });
    }
}
