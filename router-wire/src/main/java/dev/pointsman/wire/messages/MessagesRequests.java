package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.SourceRequest;
import dev.pointsman.wire.ValueErrors;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates a request of Anthropic's Messages to the neutral form. */
final class MessagesRequests {
    private static final String MAX_TOKENS = "max_tokens";
    private static final String MESSAGES = "messages";
    private static final String SYSTEM = "system";

    private MessagesRequests() {}

    /** Checks the fields that the protocol requires. */
    static void check(JsonNode json) {
        checkMessages(json);
        JsonNode limit = JsonFields.field(json, MAX_TOKENS);
        ValueErrors.that(limit != null && limit.isNumber(), MAX_TOKENS, JsonTypes.of(limit), "a whole number over 0");
    }

    static void checkMessages(JsonNode json) {
        ValueErrors.that(json.isObject(), "request", JsonTypes.of(json), "an object");
        JsonNode messages = JsonFields.field(json, MESSAGES);
        boolean any = messages != null && messages.isArray() && messages.size() > 0;
        ValueErrors.that(any, MESSAGES, JsonTypes.of(messages), "at least one message");
    }

    static ChatRequest translate(SourceRequest source) {
        JsonNode from = source.json();
        List<String> lost = new ArrayList<>();
        for (var field : from.properties()) {
            if (!MessagesField.isKnown(field.getKey()) && !field.getValue().isNull()) {
                lost.add(field.getKey());
            }
        }
        MessagesReasoning.Settings reasoning = MessagesReasoning.settings(from);
        JsonNode neutral = JsonFields.build()
                .put("model", JsonFields.field(from, "model"))
                .put(MESSAGES, messages(from, lost))
                .put("stream", JsonFields.field(from, "stream"))
                .put(MAX_TOKENS, JsonFields.field(from, MAX_TOKENS))
                .put("temperature", JsonFields.field(from, "temperature"))
                .put("top_p", JsonFields.field(from, "top_p"))
                .put("stop", stops(from))
                .putIfAny("tools", MessagesTools.tools(from, lost))
                .put("tool_choice", MessagesTools.choice(from))
                .put("parallel_tool_calls", MessagesTools.parallel(from))
                .put("reasoning", reasoning.neutral())
                .put("response_format", MessagesTools.format(from))
                .put("user", MessagesUser.of(from).user())
                .node();
        return ChatRequest.of(neutral, source, lost);
    }

    private static List<JsonNode> messages(JsonNode from, List<String> lost) {
        MessagesTurns turns = new MessagesTurns(lost);
        JsonNode system = JsonFields.field(from, SYSTEM);
        if (system != null) {
            turns.system(system, SYSTEM);
        }
        List<JsonNode> messages = JsonFields.items(from, MESSAGES);
        for (int i = 0; i < messages.size(); i++) {
            turns.add(messages.get(i), MESSAGES + "[" + i + "]");
        }
        return turns.messages();
    }

    private static @Nullable JsonNode stops(JsonNode from) {
        List<JsonNode> stops = JsonFields.items(from, "stop_sequences");
        return stops.isEmpty() ? null : JsonFields.array(stops);
    }
}
