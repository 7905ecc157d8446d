package dev.pointsman.failure;

import dev.pointsman.model.FailureKind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Rule that maps a provider's error response to a failure kind by status, codes and message. Immutable.
 *
 * <p>A rule matches where each of its conditions does. A message is compared without regard to case and in time linear
 * in its length: a pattern is the beginning of the message, in which {@code *} stands for any run of characters, and
 * {@code ~} at its own beginning for a name or a path without spaces and quotes.
 *
 * @param name the name of the rule, for logs; not blank
 * @param provider the name or the family of the provider, such as {@code groq}; empty for any
 * @param statuses HTTP statuses from 300 to 999, or classes {@code 3xx}, {@code 4xx} and {@code 5xx}; empty for any
 * @param codes codes, types or reasons that the body names, of which one must be there; empty for any
 * @param message a pattern of at most 300 characters; empty for any message
 * @param kind the kind of failure
 * @param source where the wording is documented; empty when nowhere
 */
public record FailureRule(
        String name,
        String provider,
        List<String> statuses,
        List<String> codes,
        String message,
        FailureKind kind,
        String source) {

    /** Expected form of a status, for error messages. */
    public static final String STATUS = "statuses from 300 to 999, or 3xx, 4xx, 5xx, separated by commas";

    /** Expected form of a code, for error messages. */
    public static final String CODE = "codes of 1 to 100 visible characters, separated by commas";

    /** Expected form of a message pattern, for error messages. */
    public static final String MESSAGE =
            "the beginning of a message, at most 300 characters, with * for any run of characters and at least three others";

    private static final Pattern STATUSES = Pattern.compile("[3-9]\\d\\d|[345]xx");
    private static final Pattern CODES = Pattern.compile("[!-~]{1,100}");
    private static final int LONGEST_PATTERN = 300;
    private static final int FEWEST_CHARACTERS = 3;
    private static final int LONGEST_QUOTE = 80;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public FailureRule {
        require(!name.isBlank(), "name", '"' + name + '"', "not blank");
        statuses = statuses.stream().map(FailureRule::lower).toList();
        codes = codes.stream().map(FailureRule::lower).toList();
        message = lower(message);
        for (String status : statuses) {
            require(isStatus(status), "statuses", status, STATUS);
        }
        for (String code : codes) {
            require(isCode(code), "codes", code, CODE);
        }
        require(message.isEmpty() || isPattern(message), "message", message, MESSAGE);
    }

    /**
     * Returns whether a text is a status or a class of statuses.
     *
     * @param text the text
     * @return true for {@code 429} or {@code 5xx}
     */
    public static boolean isStatus(String text) {
        return STATUSES.matcher(text).matches();
    }

    /**
     * Returns whether a text may be a code.
     *
     * @param text the text
     * @return false if it is empty, too long, or has spaces or other characters not allowed in codes
     */
    public static boolean isCode(String text) {
        return CODES.matcher(text).matches();
    }

    /**
     * Returns whether a text is a message pattern that is specific enough.
     *
     * @param text the text
     * @return false if it is too long or matches nearly every message
     */
    public static boolean isPattern(String text) {
        return text.length() <= LONGEST_PATTERN
                && text.replaceAll("[*~]", "").strip().length() >= FEWEST_CHARACTERS;
    }

    /**
     * Returns whether the rule applies to an error response.
     *
     * @param refusal the error response
     * @return true if every condition holds
     */
    public boolean matches(Refusal refusal) {
        boolean ofProvider =
                provider.isEmpty() || provider.equals(refusal.provider()) || provider.equals(refusal.family());
        return ofProvider && matchesAnyProvider(refusal);
    }

    /** Returns whether all conditions except the provider's hold: families share their messages. */
    boolean matchesAnyProvider(Refusal refusal) {
        return matchesStatus(refusal.status())
                && (codes.isEmpty() || codes.stream().anyMatch(refusal.codes()::contains))
                && (message.isEmpty() || matches(message, refusal.message()));
    }

    /** An unknown status contradicts no rule that has another condition. */
    private boolean matchesStatus(int status) {
        if (statuses.isEmpty()) {
            return true;
        }
        if (status == 0) {
            return !codes.isEmpty() || !message.isEmpty();
        }
        String exact = "" + status;
        return statuses.stream()
                .anyMatch(each -> each.equals(exact) || (each.endsWith("xx") && each.charAt(0) == exact.charAt(0)));
    }

    private static boolean matches(String pattern, String text) {
        return pattern.startsWith("~")
                ? matchesFrom(pattern.substring(1), text.substring(nameLength(text)))
                : matchesFrom(pattern, text);
    }

    /**
     * Returns the length of the name at the beginning; quotes are no part of a name, as they enclose text of a request.
     */
    private static int nameLength(String text) {
        int length = 0;
        while (length < text.length()
                && (Character.isLetterOrDigit(text.charAt(length)) || "._:/@-".indexOf(text.charAt(length)) >= 0)) {
            length++;
        }
        return length;
    }

    private static boolean matchesFrom(String pattern, String text) {
        String[] pieces = pattern.split("\\*", -1);
        if (!text.startsWith(pieces[0])) {
            return false;
        }
        int at = pieces[0].length();
        for (int i = 1; i < pieces.length; i++) {
            int found = text.indexOf(pieces[i], at);
            if (found < 0) {
                return false;
            }
            at = found + pieces[i].length();
        }
        return true;
    }

    private static void require(boolean holds, String name, String value, String expected) {
        if (!holds) {
            String shown = value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE) + "…";
            throw new IllegalArgumentException(name + ": " + shown + " (expected: " + expected + ")");
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
