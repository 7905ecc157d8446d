package dev.pointsman.wire.reasoning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of opaque reasoning state, such as Anthropic's signatures, to and from {@code reasoning_details} of the
 * neutral form.
 *
 * <p>State is valid only at its origin ({@link ReasoningOrigin}). Clients return it unread, so each is prefixed with its
 * origin; a returned one is unwrapped for the same origin, and omitted for any other. Immutable.
 */
public final class ReasoningState {
    private static final String DETAILS = "reasoning_details";
    private static final String MARK = "pointsman.";
    private static final String FORMAT = "anthropic-claude-v1";

    private final String prefix;

    /**
     * Creates the conversion for one origin.
     *
     * @param origin the origin
     */
    public ReasoningState(ReasoningOrigin origin) {
        this.prefix = MARK + origin.id() + ".";
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
     * Returns a detail of this provider with the origin added to its state.
     *
     * @param detail a detail as the provider sent it
     * @return the same instance if it has no state
     */
    public JsonNode marked(JsonNode detail) {
        String field = stateField(detail);
        String state = JsonFields.text(detail, field, "");
        return state.isEmpty()
                ? detail
                : JsonFields.buildFrom(detail).put(field, prefix + state).node();
    }

    /**
     * Returns a message of a request with the details that this provider may be sent: its own as it made them, and those
     * without an origin. A message without details of any origin is returned unchanged.
     *
     * @param message a message of a request
     * @return the same instance if nothing changes
     */
    public JsonNode returned(JsonNode message) {
        if (!isIn(message)) {
            return message;
        }
        List<JsonNode> own = new ArrayList<>();
        for (JsonNode detail : JsonFields.items(message, DETAILS)) {
            String field = stateField(detail);
            String state = JsonFields.text(detail, field, "");
            if (!state.startsWith(MARK)) {
                own.add(detail);
            } else if (state.startsWith(prefix)) {
                own.add(JsonFields.buildFrom(detail)
                        .put(field, state.substring(prefix.length()))
                        .node());
            }
        }
        return JsonFields.buildFrom(message)
                .remove(DETAILS)
                .putIfAny(DETAILS, own)
                .node();
    }

    /**
     * Returns whether a message has reasoning state with an origin.
     *
     * @param message a message of a request
     * @return true for that of any provider of this router
     */
    public static boolean isIn(JsonNode message) {
        return JsonFields.items(message, DETAILS).stream()
                .anyMatch(detail -> state(detail).startsWith(MARK));
    }

    private static String stateField(JsonNode detail) {
        return JsonFields.field(detail, "signature") == null ? "data" : "signature";
    }

    private static String state(JsonNode detail) {
        return JsonFields.text(detail, "signature", JsonFields.text(detail, "data", ""));
    }
}
