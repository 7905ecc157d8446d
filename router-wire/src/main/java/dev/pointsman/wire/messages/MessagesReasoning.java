package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reasoning settings, and reasoning blocks of a conversation, to and from the neutral form.
 *
 * <p>State of Anthropic's models is the block's signature or data itself. That of other models is kept whole in the same
 * place, so that the client returns it unread.
 */
final class MessagesReasoning {
    /** Format of the details of Anthropic's models. */
    static final String FORMAT = "anthropic-claude-v1";

    /** Signature of reasoning that no provider has signed: it is never sent to one. */
    static final String UNSIGNED = "pointsman.unsigned";

    private static final String PACKED = "pointsman.detail.";
    private static final String THINKING = "thinking";
    private static final String REDACTED = "redacted_thinking";
    private static final int LOW = 4_096; // tokens of a budget
    private static final int MEDIUM = 16_384;

    private MessagesReasoning() {}

    /** Reasoning settings of a request in the neutral form; null for none. */
    record Settings(@Nullable JsonNode neutral) {}

    static Settings settings(JsonNode from) {
        JsonNode thinking = JsonFields.object(from, THINKING);
        String effort = effort(JsonFields.text(JsonFields.object(from, "output_config"), "effort", ""));
        String type = JsonFields.text(thinking, "type", "");
        int budget = JsonFields.count(thinking, "budget_tokens");
        return switch (type) {
            case "disabled" ->
                new Settings(JsonFields.build().put("enabled", false).node());
            case "enabled" ->
                new Settings(JsonFields.build()
                        .put("max_tokens", budget)
                        .put("effort", effort.isEmpty() ? effort(budget) : effort)
                        .node());
            case "adaptive" ->
                new Settings(JsonFields.build()
                        .put("enabled", true)
                        .put("effort", effort.isEmpty() ? null : effort)
                        .node());
            default ->
                new Settings(
                        effort.isEmpty()
                                ? null
                                : JsonFields.build().put("effort", effort).node());
        };
    }

    private static String effort(String given) {
        return switch (given) {
            case "low", "medium", "high" -> given;
            case "xhigh", "max" -> "high";
            default -> "";
        };
    }

    private static String effort(int budget) {
        return budget <= LOW ? "low" : budget <= MEDIUM ? "medium" : "high";
    }

    /** Returns the detail of a block of a conversation. */
    static JsonNode detail(JsonNode block, int index) {
        boolean readable = JsonFields.text(block, "type", "").equals(THINKING);
        String state = JsonFields.text(block, readable ? "signature" : "data", "");
        JsonNode packed = state.startsWith(PACKED) ? unpacked(state.substring(PACKED.length())) : null;
        if (packed != null) {
            String text = JsonFields.text(block, THINKING, "");
            String field = JsonFields.text(packed, "type", "").endsWith("summary") ? "summary" : "text";
            return readable && !text.isEmpty()
                    ? JsonFields.buildFrom(packed).put(field, text).node()
                    : packed;
        }
        JsonFields.ObjectBuilder detail = JsonFields.build()
                .put("type", readable ? "reasoning.text" : "reasoning.encrypted")
                .put("format", FORMAT)
                .put("index", index);
        return readable
                ? detail.put("text", JsonFields.text(block, THINKING, ""))
                        .put("signature", state)
                        .node()
                : detail.put("data", state).node();
    }

    private static @Nullable JsonNode unpacked(String text) {
        try {
            return JsonReader.objectOrNull(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }

    /** Returns the readable text of a detail; empty if it has none. */
    static String text(JsonNode detail) {
        return JsonFields.text(detail, "text", JsonFields.text(detail, "summary", ""));
    }

    /** Returns whether a detail is opaque, without readable text. */
    static boolean isRedacted(JsonNode detail) {
        return text(detail).isEmpty()
                && JsonFields.text(detail, "signature", "").isEmpty();
    }

    /** Returns the state of a detail as a block's signature or data. */
    static String state(JsonNode detail) {
        if (JsonFields.text(detail, "format", "").equals(FORMAT)) {
            return JsonFields.text(detail, "signature", JsonFields.text(detail, "data", ""));
        }
        JsonNode rest =
                JsonFields.buildFrom(detail).remove("text").remove("summary").node();
        return PACKED + Base64.getUrlEncoder().withoutPadding().encodeToString(JsonReader.bytes(rest));
    }

    /** Returns the block of a detail. */
    static JsonNode block(JsonNode detail) {
        return isRedacted(detail)
                ? JsonFields.build()
                        .put("type", REDACTED)
                        .put("data", state(detail))
                        .node()
                : thinking(text(detail), state(detail));
    }

    static JsonNode thinking(String text, String signature) {
        return JsonFields.build()
                .put("type", THINKING)
                .put(THINKING, text)
                .put("signature", signature)
                .node();
    }
}
