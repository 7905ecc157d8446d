package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.messages.MessagesUser;
import io.micronaut.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Session of a request: that of the router's own header, else the one that its client names in a header or in the
 * request, else a digest of tenant, system prompt and first user message, which stay the same during a conversation.
 *
 * <p>Never the user alone, who may have many.
 */
final class SessionKeys {
    private static final int LONGEST = 256;
    private static final int DIGEST = 32; // hexadecimal digits

    private SessionKeys() {}

    /**
     * Returns the session of a request.
     *
     * @param headers the request's headers
     * @param request the request
     * @param asSent its JSON in the client's protocol
     * @param tenant the tenant; null if it has none
     */
    static String of(HttpHeaders headers, ChatRequest request, JsonNode asSent, @Nullable String tenant) {
        for (String name : RouterHeaders.SESSIONS) {
            String value = headers.get(name);
            if (value != null && !value.isBlank()) {
                return shortened(value.strip());
            }
        }
        String named = named(asSent);
        return named == null || named.isBlank() ? digest(request, tenant) : shortened(named);
    }

    private static @Nullable String named(JsonNode asSent) {
        String inUser = MessagesUser.of(asSent).session();
        return inUser == null ? JsonFields.text(asSent, "prompt_cache_key") : inUser;
    }

    private static String shortened(String value) {
        if (value.length() <= LONGEST) {
            return value;
        }
        MessageDigest sha = sha256();
        add(sha, value);
        return hex(sha);
    }

    private static String digest(ChatRequest request, @Nullable String tenant) {
        MessageDigest sha = sha256();
        add(sha, tenant == null ? "" : tenant);
        for (JsonNode message : request.messages()) {
            String role = JsonFields.text(message, "role", "");
            boolean first = role.equals("user");
            if (first || role.equals("system") || role.equals("developer")) {
                JsonNode content = JsonFields.field(message, "content");
                add(sha, role);
                add(sha, content);
            }
            if (first) {
                break;
            }
        }
        return hex(sha);
    }

    private static void add(MessageDigest sha, @Nullable JsonNode content) {
        if (content != null && content.isTextual()) { // the common case, without writing it as JSON
            add(sha, content.textValue());
        } else if (content != null) {
            sha.update(JsonReader.bytes(content));
        }
    }

    private static void add(MessageDigest sha, String text) {
        sha.update(text.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
    }

    private static String hex(MessageDigest sha) {
        return HexFormat.of().formatHex(sha.digest()).substring(0, DIGEST);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
