package dev.pointsman.failure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Text of an error as clients pass it on: a sentence, perhaps after its status, or the JSON body of a response.
 *
 * @param message the provider's sentence, or the whole text
 * @param codes codes, types and reasons of a JSON body
 * @param param the parameter of the request that a JSON body names; empty if none
 */
record ErrorText(String message, Set<String> codes, String param) {
    private static final int LONGEST = 64 * 1024;
    private static final List<String> CODES = List.of("code", "type", "status", "reason", "__type");

    /** Reads a text; a JSON body is scanned for names and strings, not parsed. */
    static ErrorText of(@Nullable String text) {
        if (text == null) {
            return new ErrorText("", Set.of(), "");
        }
        String plain = withoutStatus(text.substring(0, Math.min(text.length(), LONGEST)));
        if (!plain.startsWith("{") && !plain.startsWith("[")) {
            return new ErrorText(plain, Set.of(), "");
        }
        Set<String> codes = new LinkedHashSet<>();
        CODES.forEach(name -> codes.addAll(values(plain, name)));
        List<String> messages = values(plain, "message");
        List<String> params = values(plain, "param");
        return new ErrorText(
                messages.isEmpty() ? afterName(plain) : messages.get(0), codes, params.isEmpty() ? "" : params.get(0));
    }

    /** Returns a text without a status in front, such as {@code 400: } or {@code HTTP 400 - }. */
    private static String withoutStatus(String text) {
        return text.strip().replaceFirst("^(?:HTTP )?[1-5]\\d\\d(?:: | - )", "").strip();
    }

    /** Returns the message of a map in Java's notation: the rest of the text, as rules compare beginnings. */
    private static String afterName(String text) {
        int at = text.indexOf("message=");
        return at < 0 ? text : text.substring(at + "message=".length());
    }

    /** Returns the strings and numbers of a name. Names inside strings have escaped quotes, and are not found. */
    private static List<String> values(String json, String name) {
        List<String> values = new ArrayList<>();
        String quoted = '"' + name + '"';
        for (int at = json.indexOf(quoted); at >= 0; at = json.indexOf(quoted, at + quoted.length())) {
            int colon = skipSpace(json, at + quoted.length());
            if (colon < json.length() && json.charAt(colon) == ':') {
                String value = value(json, skipSpace(json, colon + 1));
                if (!value.isEmpty()) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static int skipSpace(String json, int from) {
        int at = from;
        while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String value(String json, int from) {
        boolean isText = from < json.length() && json.charAt(from) == '"';
        StringBuilder value = new StringBuilder();
        for (int at = isText ? from + 1 : from; at < json.length(); at++) {
            char character = json.charAt(at);
            if (isText ? character == '"' : !Character.isDigit(character)) {
                break;
            }
            boolean escaped = character == '\\' && at + 1 < json.length();
            value.append(escaped ? unescaped(json.charAt(++at)) : character);
        }
        return value.toString();
    }

    /** Returns an escaped character; those by number stay without their backslash, as no rule has any. */
    private static char unescaped(char character) {
        return switch (character) {
            case 'n', 'r', 't', 'b', 'f' -> ' ';
            default -> character;
        };
    }
}
