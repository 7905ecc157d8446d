package dev.pointsman.wire.anthropic;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Ids of tool calls, mapped to the alphabet that Anthropic's protocol allows.
 *
 * <p>The mapping of an id depends only on the id: a call and its result get the same id, different ids stay different,
 * and the original can be restored. Ids in the alphabet are unchanged.
 */
public final class ToolIds {
    private static final Pattern FITTING = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final String MARK = "pointsman_";

    private ToolIds() {}

    /**
     * Returns an id in the protocol's alphabet.
     *
     * @param id any id
     * @return the id itself if it fits
     */
    public static String mapped(String id) {
        if (FITTING.matcher(id).matches() && !id.startsWith(MARK)) {
            return id;
        }
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Returns the original of a mapped id.
     *
     * @param id an id
     * @return the original; the id itself if it is not mapped
     */
    public static String restored(String id) {
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
