package dev.pointsman.micronaut.chat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Redactor of the secrets of one provider: its key, and secrets in headers and query. */
final class SecretRedactor {
    /** Minimum length of a secret; shorter values would redact ordinary words. */
    private static final int SHORTEST = 6;

    private static final int LONGEST_ALIAS = 64;

    private static final String VISIBLE = "visible ASCII characters";
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern KEY_NAME = Pattern.compile(
            ".*(key|token|secret|password|credentials?|signature|cookie)|(.*[^a-z])?(auth|authorization|sig)",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> TELLING =
            List.of("key", "token", "secret", "auth", "password", "credential", "signature", "cookie");

    private final List<String> values;

    SecretRedactor(ProviderSettings settings) {
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

    /** Returns the expected forms by path, for values that cannot be sent or would be logged. */
    static Map<String, String> mistakes(String apiKey, Map<String, String> headers, Map<String, String> query) {
        Map<String, String> mistakes = new TreeMap<>();
        if (!isVisible(apiKey)) {
            mistakes.put("api-key", VISIBLE);
        }
        headers.forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches()) {
                mistakes.put("headers", "names of letters, digits and the marks that header names may have");
            } else if (!isVisible(value)) {
                mistakes.put("headers." + name, VISIBLE);
            }
        });
        query.keySet().stream()
                .filter(name -> KEY_NAME.matcher(name).matches())
                .forEach(
                        name -> mistakes.put("query." + name, "api-key or headers for a key, as addresses are logged"));
        return mistakes;
    }

    /** Returns whether a text is a valid alias: a short name that contains no part of the key. */
    static boolean isAlias(String alias, String apiKey) {
        boolean ofKey =
                (!apiKey.isEmpty() && alias.contains(apiKey)) || (alias.length() >= SHORTEST && apiKey.contains(alias));
        return !alias.isBlank()
                && alias.length() <= LONGEST_ALIAS
                && alias.codePoints().noneMatch(SecretRedactor::isUnseen)
                && !ofKey;
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static boolean isVisible(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
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
