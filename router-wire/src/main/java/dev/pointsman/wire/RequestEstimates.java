package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Estimates of route parameters from a request; values set by the caller are kept. */
public final class RequestEstimates {
    /** Approximate characters per token of text in western languages. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private static final Set<String> BINARY = Set.of("image_url", "input_audio", "file");

    private RequestEstimates() {}

    /**
     * Returns the route of a chat request.
     *
     * @param asked what the caller set, which is kept
     * @param request the request
     * @param streaming whether the answer is streamed
     * @return the route with operation, capabilities, estimated tokens, token limit and shape; for a session also with
     *     the number of the turn and the beginning of the prompt
     */
    public static RouteRequest chat(RouteRequest asked, ChatRequest request, boolean streaming) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        capabilities.addAll(asked.capabilities());
        capabilities.addAll(needed(request));
        RouteRequestBuilder builder =
                asked.toBuilder().operation(Operation.CHAT).streaming(streaming).capabilities(capabilities);
        long characters = characters(request.json().get("messages"))
                + characters(request.json().get("tools"));
        if (asked.estimatedInputTokens() == 0) {
            builder.estimatedInputTokens(tokens(characters));
        }
        if (asked.maxTokens() == 0) {
            builder.maxTokens(request.maxTokens());
        }
        if (asked.session() != null && asked.turn() == 0 && asked.sharedPrefix() == 0) {
            PromptBeginning.describe(request, builder);
        }
        if (asked.shape() == RouteRequest.USUAL_SHAPE) {
            builder.shape(RequestShapes.chat(request, tokens(characters)));
        }
        return builder.build();
    }

    /**
     * Returns the route of a request for embeddings.
     *
     * @param asked what the caller set, which is kept
     * @param request the request
     * @return the route with operation, estimated tokens and shape
     */
    public static RouteRequest embeddings(RouteRequest asked, EmbeddingRequest request) {
        RouteRequestBuilder builder =
                asked.toBuilder().operation(Operation.EMBEDDINGS).streaming(false);
        if (asked.estimatedInputTokens() == 0) {
            builder.estimatedInputTokens(tokens(characters(request.json().get("input"))));
        }
        if (asked.shape() == RouteRequest.USUAL_SHAPE) {
            builder.shape(RequestShapes.embeddings(request));
        }
        return builder.build();
    }

    static Set<Capability> needed(ChatRequest request) {
        Set<Capability> needed = EnumSet.noneOf(Capability.class);
        if (!JsonFields.items(request.json(), "tools").isEmpty()) {
            needed.add(Capability.TOOLS);
        }
        if (JsonFields.text(JsonFields.object(request.json(), "response_format"), "type", "")
                .equals("json_schema")) {
            needed.add(Capability.JSON_SCHEMA);
        }
        for (JsonNode message : request.messages()) {
            for (JsonNode part : JsonFields.items(message, "content")) {
                if (JsonFields.text(part, "type", "").equals("image_url")) {
                    needed.add(Capability.VISION);
                }
            }
        }
        return needed;
    }

    /** Counts characters of text only; the tokens of an image do not depend on the length of its encoding. */
    private static long characters(@Nullable JsonNode node) {
        if (node == null) {
            return 0;
        }
        if (node.isTextual()) {
            return node.textValue().length();
        }
        long sum = 0;
        if (node.isObject()) {
            for (var field : node.properties()) {
                sum += BINARY.contains(field.getKey()) ? 0 : characters(field.getValue());
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                sum += characters(item);
            }
        }
        return sum;
    }

    /**
     * Returns an estimate that is rather too low than too high.
     *
     * @param characters the length of a text
     * @return tokens
     */
    public static int tokens(long characters) {
        return (int) Math.min(Integer.MAX_VALUE, characters / CHARACTERS_PER_TOKEN);
    }
}
