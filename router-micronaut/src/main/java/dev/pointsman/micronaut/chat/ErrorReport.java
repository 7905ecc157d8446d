package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says in the body of an error, whichever of the usual shapes it has.
 *
 * @param type its kind of error, in lower case; empty when it gives none
 * @param code its code, in lower case; empty when it gives none
 * @param message its words; empty when it gives none
 */
record ErrorReport(String type, String code, String message) {

    static final ErrorReport NONE = new ErrorReport("", "", "");

    static ErrorReport of(@Nullable JsonNode body) {
        if (body == null) {
            return NONE;
        }
        JsonNode error = Json.field(body, "error");
        if (error != null && error.isString()) {
            return new ErrorReport("", word(body, "code"), error.getStringValue());
        }
        JsonNode told = error != null && error.isObject() ? error : body;
        String message = Json.text(told, "message", Json.text(told, "detail", ""));
        String inner = word(Json.object(told, "innererror"), "code");
        // Azure puts what the filter found one level deeper.
        return new ErrorReport(word(told, "type"), inner.isEmpty() ? word(told, "code") : inner, message);
    }

    boolean is(String... words) {
        for (String word : words) {
            if (type.equals(word) || code.equals(word)) {
                return true;
            }
        }
        return false;
    }

    boolean says(String... phrases) {
        String said = message.toLowerCase(Locale.ROOT);
        for (String phrase : phrases) {
            if (said.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static String word(JsonNode node, String name) {
        JsonNode value = Json.field(node, name);
        return value == null || value.isContainerNode()
                ? ""
                : value.coerceStringValue().toLowerCase(Locale.ROOT);
    }
}
