package dev.pointsman.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Chat completions, with {@code reasoning_details} as clients of OpenRouter keep them. */
final class CompletionsConversation extends AgentConversation {
    private JsonNode answer = CheckingVendor.JSON.createObjectNode();

    CompletionsConversation(String model, int steps, boolean streamed) {
        super(
                "/v1/chat/completions",
                "{'messages':[{'role':'system','content':'Be an agent.'}],'reasoning':{'max_tokens':1024,'effort':'low'},'max_tokens':4000,"
                        + "'tools':[{'type':'function','function':{'name':'look','description':'Looks.','parameters':{'type':'object','properties':{'at':{'type':'integer'}}}}}]}",
                model,
                steps,
                streamed);
        messages().addObject().put("role", "user").put("content", prompt());
    }

    private ArrayNode messages() {
        return request.withArray("messages");
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
        ObjectNode message = CheckingVendor.object("{'role':'assistant','content':null}");
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
