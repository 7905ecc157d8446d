package dev.pointsman.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Conversation of an agent in one client protocol: it appends every answer as it came, and the results of its calls. Not
 * thread-safe.
 */
abstract class AgentConversation {
    /** Part of every prompt and result, to be searched for where none may be. */
    static final String MARK = "PROMPTMARK";

    final boolean streamed;
    private final int steps;
    private int step;

    AgentConversation(int steps, boolean streamed) {
        this.steps = steps;
        this.streamed = streamed;
    }

    static AgentConversation of(int protocol, String model, int steps, boolean streamed) {
        return switch (protocol) {
            case 0 -> new Completions(model, steps, streamed);
            case 1 -> new Messages(model, steps, streamed);
            default -> new Responses(model, steps, streamed);
        };
    }

    abstract String path();

    abstract ObjectNode request();

    /** Reads an answer and appends it; false if it is not whole. */
    abstract boolean append(String body);

    /** Appends the results of the calls that the answer made, or the user's next message after a text. */
    abstract void goOn();

    String prompt() {
        return MARK + " step=" + step + " of=" + steps;
    }

    String body() {
        return request().toString();
    }

    boolean isOver() {
        return step == steps;
    }

    /** Takes an answer; false if it is not whole. */
    boolean take(String body) {
        if (!append(body)) {
            return false;
        }
        step++;
        if (!isOver()) {
            goOn();
        }
        return true;
    }

    static List<JsonNode> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> (JsonNode) parse(line.substring(6)))
                .toList();
    }

    static ObjectNode parse(String json) {
        try {
            return (ObjectNode) CheckingVendor.JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ObjectNode object(String json) {
        return CheckingVendor.object(json);
    }

    /** Chat completions, with {@code reasoning_details} as clients of OpenRouter keep them. */
    private static final class Completions extends AgentConversation {
        private final ObjectNode request;
        private JsonNode answer = CheckingVendor.JSON.createObjectNode();

        Completions(String model, int steps, boolean streamed) {
            super(steps, streamed);
            request = object(
                            "{'messages':[{'role':'system','content':'Be an agent.'}],'reasoning':{'max_tokens':1024,'effort':'low'},'max_tokens':4000,"
                                    + "'tools':[{'type':'function','function':{'name':'look','description':'Looks.','parameters':{'type':'object','properties':{'at':{'type':'integer'}}}}}]}")
                    .put("model", model)
                    .put("stream", streamed);
            messages().addObject().put("role", "user").put("content", prompt());
        }

        private ArrayNode messages() {
            return request.withArray("messages");
        }

        @Override
        String path() {
            return "/v1/chat/completions";
        }

        @Override
        ObjectNode request() {
            return request;
        }

        @Override
        boolean append(String body) {
            if (!streamed) {
                answer = parse(body).at("/choices/0/message");
            } else if (body.contains("data: [DONE]")) {
                answer = joined(events(body));
            } else {
                return false;
            }
            messages().add(answer);
            return true;
        }

        private static JsonNode joined(List<JsonNode> chunks) {
            StringBuilder content = new StringBuilder();
            ObjectNode message = object("{'role':'assistant','content':null}");
            List<ObjectNode> calls = new ArrayList<>();
            for (JsonNode chunk : chunks) {
                JsonNode delta = chunk.at("/choices/0/delta");
                content.append(delta.path("content").asText(""));
                delta.path("reasoning_details").forEach(message.withArray("reasoning_details")::add);
                for (JsonNode piece : delta.path("tool_calls")) {
                    int index = piece.path("index").asInt();
                    if (index == calls.size()) {
                        ObjectNode call = piece.deepCopy();
                        calls.add(call.without("index"));
                        continue;
                    }
                    ObjectNode function = (ObjectNode) calls.get(index).path("function");
                    function.put(
                            "arguments",
                            function.path("arguments").asText()
                                    + piece.at("/function/arguments").asText());
                }
            }
            if (content.length() > 0) {
                message.put("content", content.toString());
            }
            calls.forEach(message.withArray("tool_calls")::add);
            if (calls.isEmpty()) {
                message.remove("tool_calls");
            }
            if (message.path("reasoning_details").isEmpty()) {
                message.remove("reasoning_details");
            }
            return message;
        }

        @Override
        void goOn() {
            JsonNode calls = answer.path("tool_calls");
            for (JsonNode call : calls) {
                messages()
                        .addObject()
                        .put("role", "tool")
                        .put("tool_call_id", call.path("id").asText())
                        .put("content", prompt());
            }
            if (calls.isEmpty()) {
                messages().addObject().put("role", "user").put("content", prompt());
            }
        }
    }

    /** Anthropic's Messages. */
    private static final class Messages extends AgentConversation {
        private final ObjectNode request;
        private ArrayNode answer = CheckingVendor.JSON.createArrayNode();

        Messages(String model, int steps, boolean streamed) {
            super(steps, streamed);
            request = object(
                            "{'max_tokens':4000,'thinking':{'type':'enabled','budget_tokens':1024},"
                                    + "'system':[{'type':'text','text':'Be an agent.','cache_control':{'type':'ephemeral'}}],'messages':[],"
                                    + "'tools':[{'name':'look','description':'Looks.','input_schema':{'type':'object','properties':{'at':{'type':'integer'}}}}]}")
                    .put("model", model)
                    .put("stream", streamed);
            text();
        }

        private ArrayNode content(String role) {
            return request.withArray("messages").addObject().put("role", role).putArray("content");
        }

        private void text() {
            content("user").addObject().put("type", "text").put("text", prompt());
        }

        @Override
        String path() {
            return "/v1/messages";
        }

        @Override
        ObjectNode request() {
            return request;
        }

        @Override
        boolean append(String body) {
            if (!streamed) {
                answer = (ArrayNode) parse(body).path("content");
            } else if (body.contains("event: message_stop")) {
                answer = joined(events(body));
            } else {
                return false;
            }
            content("assistant").addAll(answer);
            return true;
        }

        private static ArrayNode joined(List<JsonNode> events) {
            List<ObjectNode> blocks = new ArrayList<>();
            StringBuilder input = new StringBuilder();
            for (JsonNode event : events) {
                switch (event.path("type").asText()) {
                    case "content_block_start" -> {
                        blocks.add(event.path("content_block").deepCopy());
                        input.setLength(0);
                    }
                    case "content_block_delta" -> {
                        JsonNode delta = event.path("delta");
                        ObjectNode block = blocks.get(event.path("index").asInt());
                        for (String field : List.of("text", "thinking", "signature")) {
                            if (delta.has(field)) {
                                block.put(
                                        field,
                                        block.path(field).asText()
                                                + delta.path(field).asText());
                            }
                        }
                        input.append(delta.path("partial_json").asText(""));
                    }
                    case "content_block_stop" -> {
                        ObjectNode block = blocks.get(event.path("index").asInt());
                        if (block.path("type").asText().equals("tool_use")) {
                            block.set("input", parse(input.toString()));
                        }
                    }
                    default -> {}
                }
            }
            ArrayNode content = CheckingVendor.JSON.createArrayNode();
            blocks.forEach(content::add);
            return content;
        }

        @Override
        void goOn() {
            List<ObjectNode> results = new ArrayList<>();
            for (JsonNode block : answer) {
                if (block.path("type").asText().equals("tool_use")) {
                    results.add(object("{'type':'tool_result'}")
                            .put("tool_use_id", block.path("id").asText())
                            .put("content", prompt()));
                }
            }
            if (results.isEmpty()) {
                text();
            } else {
                results.forEach(content("user")::add);
            }
        }
    }

    /** OpenAI's Responses without storage, as Codex uses them. */
    private static final class Responses extends AgentConversation {
        private final ObjectNode request;
        private JsonNode answer = CheckingVendor.JSON.createArrayNode();

        Responses(String model, int steps, boolean streamed) {
            super(steps, streamed);
            request = object(
                            "{'instructions':'Be an agent.','input':[],'store':false,'reasoning':{'effort':'low'},'include':['reasoning.encrypted_content'],"
                                    + "'tools':[{'type':'function','name':'look','description':'Looks.','strict':false,'parameters':{'type':'object','properties':{'at':{'type':'integer'}}}}]}")
                    .put("model", model)
                    .put("stream", streamed);
            input().addObject().put("role", "user").put("content", prompt());
        }

        private ArrayNode input() {
            return request.withArray("input");
        }

        @Override
        String path() {
            return "/v1/responses";
        }

        @Override
        ObjectNode request() {
            return request;
        }

        @Override
        boolean append(String body) {
            if (!streamed) {
                answer = parse(body).path("output");
            } else {
                JsonNode whole = null;
                for (JsonNode event : events(body)) {
                    whole = event.path("type").asText().equals("response.completed") ? event : whole;
                }
                if (whole == null) {
                    return false;
                }
                answer = whole.at("/response/output");
            }
            answer.forEach(input()::add);
            return true;
        }

        @Override
        void goOn() {
            boolean called = false;
            for (JsonNode item : answer) {
                if (item.path("type").asText().equals("function_call")) {
                    called = true;
                    input().addObject()
                            .put("type", "function_call_output")
                            .put("call_id", item.path("call_id").asText())
                            .put("output", prompt());
                }
            }
            if (!called) {
                input().addObject().put("role", "user").put("content", prompt());
            }
        }
    }
}
