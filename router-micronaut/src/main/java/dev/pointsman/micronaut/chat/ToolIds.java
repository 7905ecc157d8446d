package dev.pointsman.micronaut.chat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Ids of tool calls in the alphabet that Anthropic's wire admits.
 *
 * <p>An id of another provider's making is written in that alphabet, by itself and not by its place: a call and its result
 * get the same id, two ids never get one, and the original can be read from it. Ids that fit stay.
 */
final class ToolIds {
    private static final Pattern FITTING = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final String MARK = "pointsman_";

    private ToolIds() {}

    static String mapped(String id) {
        if (FITTING.matcher(id).matches() && !id.startsWith(MARK)) {
            return id;
        }
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The id that was mapped to this one; itself if none was. */
    static String restored(String id) {
        if (!id.startsWith(MARK)) {
            return id;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(id.substring(MARK.length()));
            String original = new String(bytes, StandardCharsets.UTF_8);
            return mapped(original).equals(id) ? original : id;
        } catch (IllegalArgumentException notMapped) {
            return id;
        }
    }
}
