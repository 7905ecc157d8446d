package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Model;
import dev.pointsman.policy.RequestOverride;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies the request overrides of a tier. */
public final class RequestOverrides {
    private static final String LIMIT = "max_tokens";
    private static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    /** OpenAI's reasoning models, which refuse {@code max_tokens}; other providers may support only that name. */
    private static final Pattern OPENAI_REASONING_MODELS =
            Pattern.compile("(?<![a-z0-9])(o[1-9]|gpt-?[5-9])(?![a-z])", Pattern.CASE_INSENSITIVE);

    private RequestOverrides() {}

    /**
     * Returns a request with the overrides of a tier.
     *
     * @param change the overrides
     * @param model the model that is asked
     * @param request the request
     * @return the same request if there are none
     */
    public static ChatRequest apply(RequestOverride change, Model model, ChatRequest request) {
        if (change.equals(RequestOverride.NONE)) {
            return request;
        }
        Map<String, JsonNode> fields = JsonFields.fields(request.json());
        if (change.maxTokens() > 0) {
            limit(fields, change.maxTokens(), model);
        }
        if (change.systemBefore() != null || change.systemAfter() != null) {
            fields.put("messages", JsonFields.array(withLines(request.messages(), change)));
        }
        return request.with(JsonFields.objectOf(fields));
    }

    /**
     * Returns the request with its token limits, if any, reduced.
     *
     * @param request the request
     * @param spent the tokens to take off
     * @return a new request, with limits of at least 1
     */
    public static ChatRequest withFewerTokens(ChatRequest request, int spent) {
        Map<String, JsonNode> fields = JsonFields.fields(request.json());
        for (String name : List.of(LIMIT, MAX_COMPLETION_TOKENS)) {
            JsonNode own = fields.get(name);
            if (own != null && own.isNumber()) {
                fields.put(name, IntNode.valueOf(Math.max(1, own.intValue() - spent)));
            }
        }
        return request.with(JsonFields.objectOf(fields));
    }

    private static void limit(Map<String, JsonNode> fields, int most, Model model) {
        boolean limited = false;
        for (String name : List.of(LIMIT, MAX_COMPLETION_TOKENS)) {
            JsonNode own = fields.get(name);
            if (own != null && own.isNumber()) {
                limited = true;
                if (own.doubleValue() > most) {
                    fields.put(name, IntNode.valueOf(most));
                }
            }
        }
        if (!limited) {
            fields.put(limitOf(model), IntNode.valueOf(most));
        }
    }

    private static String limitOf(Model model) {
        boolean isReasoningModel = model.capabilities().contains(Capability.REASONING)
                && OPENAI_REASONING_MODELS.matcher(model.name()).find();
        return isReasoningModel ? MAX_COMPLETION_TOKENS : LIMIT;
    }

    private static List<JsonNode> withLines(List<JsonNode> messages, RequestOverride change) {
        List<JsonNode> changed = new ArrayList<>(messages);
        for (int i = 0; i < changed.size(); i++) {
            String role = JsonFields.text(changed.get(i), "role", "");
            if (role.equals("system") || role.equals("developer")) {
                changed.set(i, withLines(changed.get(i), change));
                return changed;
            }
        }
        String lines = joined(change.systemBefore(), null, change.systemAfter());
        changed.add(
                0,
                JsonFields.build().put("role", "system").put("content", lines).node());
        return changed;
    }

    private static JsonNode withLines(JsonNode message, RequestOverride change) {
        JsonNode content = JsonFields.field(message, "content");
        if (content == null || content.isTextual()) {
            String own = content == null ? null : content.textValue();
            return JsonFields.buildFrom(message)
                    .put("content", joined(change.systemBefore(), own, change.systemAfter()))
                    .node();
        }
        List<JsonNode> parts = JsonFields.items(content);
        addPart(parts, 0, change.systemBefore());
        addPart(parts, parts.size(), change.systemAfter());
        return JsonFields.buildFrom(message).put("content", parts).node();
    }

    private static void addPart(List<JsonNode> parts, int place, @Nullable String text) {
        if (text != null) {
            parts.add(
                    place,
                    JsonFields.build().put("type", "text").put("text", text).node());
        }
    }

    private static String joined(@Nullable String... lines) {
        return Stream.of(lines).filter(Objects::nonNull).collect(Collectors.joining("\n"));
    }
}
