package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * User and session in {@code metadata.user_id}. Claude Code joins both in one text, or sends them as JSON in that text.
 *
 * @param user the user; null if the request names none
 * @param session the session; null if the text names none
 */
public record MessagesUser(@Nullable String user, @Nullable String session) {
    private static final Pattern JOINED = Pattern.compile("(.+)_session_([0-9A-Za-z-]{8,})");

    /**
     * Reads the field of a request.
     *
     * @param request a request of Anthropic's Messages
     * @return user and session
     */
    public static MessagesUser of(JsonNode request) {
        String id = JsonFields.text(JsonFields.object(request, "metadata"), "user_id");
        if (id == null || id.isEmpty()) {
            return new MessagesUser(null, null);
        }
        Matcher joined = JOINED.matcher(id);
        if (joined.matches()) {
            return new MessagesUser(joined.group(1), joined.group(2));
        }
        JsonNode object = id.startsWith("{") ? JsonReader.objectOrNull(id.getBytes(StandardCharsets.UTF_8)) : null;
        String session = JsonFields.text(object, "session_id");
        if (object == null || session == null) {
            return new MessagesUser(id, null);
        }
        String account = JsonFields.text(object, "account_uuid", "");
        String device = JsonFields.text(object, "device_id", account);
        return new MessagesUser(device.isEmpty() ? null : device, session);
    }

    /** Returns nothing of the user. */
    @Override
    public String toString() {
        return "MessagesUser";
    }
}
