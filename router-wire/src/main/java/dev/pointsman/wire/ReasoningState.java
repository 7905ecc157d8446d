package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of Anthropic's signed reasoning to and from {@code reasoning_details} of the neutral form.
 *
 * <p>A signature is valid only at the provider that made it. Clients return the details unread, so each signature is
 * prefixed with the name of its provider; a returned one is unwrapped for that provider, and omitted for any other.
 * Immutable.
 */
public final class ReasoningState {
    static final String DETAILS = "reasoning_details";
    private static final String MARK = "pointsman.";
    private static final String FORMAT = "anthropic-claude-v1";

    private final String prefix;

    /**
     * Creates the conversion for one provider.
     *
     * @param provider its name in the configuration
     */
    public ReasoningState(String provider) {
        byte[] name = provider.getBytes(StandardCharsets.UTF_8);
        this.prefix = MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(name) + ".";
    }

    /**
     * Returns the detail of a reasoning block.
     *
     * @param block the block of an answer
     * @param index its place in the answer
     * @return the detail; null if it is not signed and need not be returned
     */
    public @Nullable JsonNode detail(JsonNode block, int index) {
        return switch (JsonFields.text(block, "type", "")) {
            case "thinking" -> thinking(block, index);
            case "redacted_thinking" ->
                detail("reasoning.encrypted", index)
                        .put("data", prefix + JsonFields.text(block, "data", ""))
                        .node();
            default -> null;
        };
    }

    private @Nullable JsonNode thinking(JsonNode block, int index) {
        String signature = JsonFields.text(block, "signature", "");
        return signature.isEmpty()
                ? null
                : detail("reasoning.text", index)
                        .put("text", JsonFields.text(block, "thinking", ""))
                        .put("signature", prefix + signature)
                        .node();
    }

    private static JsonFields.ObjectBuilder detail(String type, int index) {
        return JsonFields.build().put("type", type).put("format", FORMAT).put("index", index);
    }

    /**
     * Returns the reasoning blocks of a message that belong to this provider.
     *
     * @param message a message of a request
     * @return the blocks as the provider sent them
     */
    public List<JsonNode> blocks(JsonNode message) {
        List<JsonNode> blocks = new ArrayList<>();
        for (JsonNode detail : JsonFields.items(message, DETAILS)) {
            String state = state(detail);
            if (!state.startsWith(prefix)) {
                continue;
            }
            String own = state.substring(prefix.length());
            boolean readable = JsonFields.text(detail, "type", "").equals("reasoning.text");
            blocks.add(
                    readable
                            ? JsonFields.build()
                                    .put("type", "thinking")
                                    .put("thinking", JsonFields.text(detail, "text", ""))
                                    .put("signature", own)
                                    .node()
                            : JsonFields.build()
                                    .put("type", "redacted_thinking")
                                    .put("data", own)
                                    .node());
        }
        return blocks;
    }

    /**
     * Returns the detail of opaque state of another protocol.
     *
     * @param state the state as the provider sent it
     * @param id the tool call that it belongs to; null for none
     * @param format the name of its format
     * @param index its place in the answer
     * @return the detail
     */
    public JsonNode opaque(String state, @Nullable String id, String format, int index) {
        return JsonFields.build()
                .put("type", "reasoning.encrypted")
                .put("id", id)
                .put("data", prefix + state)
                .put("format", format)
                .put("index", index)
                .node();
    }

    /**
     * Returns the details of a message that belong to this provider, with their state as the provider sent it.
     *
     * @param message a message of a request
     * @param format the name of the format
     * @return the details; the field {@code data} has the state
     */
    public List<JsonNode> opaque(JsonNode message, String format) {
        return JsonFields.items(message, DETAILS).stream()
                .filter(detail -> JsonFields.text(detail, "format", "").equals(format))
                .filter(detail -> JsonFields.text(detail, "data", "").startsWith(prefix))
                .map(detail -> JsonFields.buildFrom(detail)
                        .put("data", JsonFields.text(detail, "data", "").substring(prefix.length()))
                        .node())
                .toList();
    }

    /**
     * Returns a reasoning block of Anthropic's protocol as this provider signed it.
     *
     * @param block a block of type {@code thinking} or {@code redacted_thinking}, as a client returned it
     * @return the block itself if its state has no origin, as it was never wrapped; null if it belongs to another
     *     provider
     */
    public @Nullable JsonNode signed(JsonNode block) {
        String field = JsonFields.text(block, "type", "").equals("thinking") ? "signature" : "data";
        String state = JsonFields.text(block, field, "");
        if (!state.startsWith(MARK)) {
            return block;
        }
        return state.startsWith(prefix)
                ? JsonFields.buildFrom(block)
                        .put(field, state.substring(prefix.length()))
                        .node()
                : null;
    }

    /**
     * Returns opaque state with its origin.
     *
     * @param state the state as this provider made it
     * @return the text that a client gets
     */
    public String wrapped(String state) {
        return prefix + state;
    }

    /**
     * Returns opaque state as this provider made it.
     *
     * @param state the state as a client returned it
     * @return the state; null if it was made elsewhere
     */
    public @Nullable String unwrapped(String state) {
        return state.startsWith(prefix) ? state.substring(prefix.length()) : null;
    }

    /**
     * Returns whether opaque state is marked with an origin.
     *
     * @param state the state as a client returned it
     * @return false for state that no provider of this router has made
     */
    public static boolean isWrapped(String state) {
        return state.startsWith(MARK);
    }

    /**
     * Returns whether a message has reasoning of Anthropic's protocol.
     *
     * @param message a message of a request
     * @return true if at least one detail was made here
     */
    public static boolean isIn(JsonNode message) {
        return JsonFields.items(message, DETAILS).stream()
                .anyMatch(detail -> state(detail).startsWith(MARK));
    }

    /**
     * Returns the message without reasoning of Anthropic's protocol; details of other providers are kept.
     *
     * @param message a message of a request
     * @return a new message
     */
    public static JsonNode without(JsonNode message) {
        List<JsonNode> others = JsonFields.items(message, DETAILS).stream()
                .filter(detail -> !state(detail).startsWith(MARK))
                .toList();
        return JsonFields.buildFrom(message)
                .remove(DETAILS)
                .putIfAny(DETAILS, others)
                .node();
    }

    private static String state(JsonNode detail) {
        return JsonFields.text(detail, "signature", JsonFields.text(detail, "data", ""));
    }
}
