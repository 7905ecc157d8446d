package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ServerEvent;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Chat completions for Mistral's own clients, which reject a chunk with a tool call without the name of its function or
 * with {@code usage: null}. Other clients join the names of a call's deltas, so they get them as the provider sends them.
 */
final class MistralProtocol extends CompletionsProtocol {
    private static final String CALLS = "tool_calls";
    private static final String FUNCTION = "function";

    /** Returns whether the request comes from one of Mistral's clients. */
    static boolean isClient(HttpRequest<?> http) {
        String agent =
                http.getHeaders().get(HttpHeaders.USER_AGENT, String.class, "").toLowerCase(Locale.ROOT);
        return agent.contains("mistralai") || agent.contains("mistral-client");
    }

    @Override
    public ClientStream stream(ChatRequest request) {
        return new Named(super.stream(request));
    }

    /** Stream with the name of the function in every delta of its call. */
    private static final class Named implements ClientStream {
        private final ClientStream chunks;
        private final Map<String, String> names = new HashMap<>();

        Named(ClientStream chunks) {
            this.chunks = chunks;
        }

        @Override
        public List<ServerEvent> write(ChatChunk chunk) {
            JsonNode json = chunk.json();
            List<JsonNode> choices = JsonFields.items(json, "choices");
            boolean calls = choices.stream()
                    .anyMatch(choice -> JsonFields.object(choice, "delta").has(CALLS));
            boolean counted = JsonFields.field(json, "usage") != null;
            if (!calls && (counted || !json.has("usage"))) {
                return chunks.write(chunk);
            }
            JsonFields.ObjectBuilder changed = JsonFields.buildFrom(json)
                    .put("choices", choices.stream().map(this::named).toList());
            return chunks.write(new ChatChunk((counted ? changed : changed.remove("usage")).node()));
        }

        private JsonNode named(JsonNode choice) {
            JsonNode delta = JsonFields.object(choice, "delta");
            List<JsonNode> calls = JsonFields.items(delta, CALLS);
            if (calls.isEmpty()) {
                return choice;
            }
            int number = JsonFields.count(choice, "index");
            List<JsonNode> named =
                    calls.stream().map(call -> named(call, number)).toList();
            return JsonFields.buildFrom(choice)
                    .put("delta", JsonFields.buildFrom(delta).put(CALLS, named).node())
                    .node();
        }

        private JsonNode named(JsonNode call, int choice) {
            JsonNode function = JsonFields.object(call, FUNCTION);
            String key = choice + " " + JsonFields.count(call, "index");
            String name = JsonFields.text(function, "name", names.getOrDefault(key, ""));
            names.put(key, name);
            return JsonFields.buildFrom(call)
                    .put(
                            FUNCTION,
                            JsonFields.buildFrom(function).put("name", name).node())
                    .node();
        }

        @Override
        public List<ServerEvent> end() {
            return chunks.end();
        }

        @Override
        public List<ServerEvent> fail(ClientError error) {
            return chunks.fail(error);
        }
    }
}
