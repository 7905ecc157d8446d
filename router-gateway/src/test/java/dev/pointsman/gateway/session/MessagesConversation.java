package dev.pointsman.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Anthropic's Messages. */
final class MessagesConversation extends AgentConversation {
    private ArrayNode answer = CheckingVendor.JSON.createArrayNode();

    MessagesConversation(String model, int steps, boolean streamed) {
        super(
                "/v1/messages",
                "{'max_tokens':4000,'thinking':{'type':'enabled','budget_tokens':1024},"
                        + "'system':[{'type':'text','text':'Be an agent.','cache_control':{'type':'ephemeral'}}],'messages':[],"
                        + "'tools':[{'name':'look','description':'Looks.','input_schema':{'type':'object','properties':{'at':{'type':'integer'}}}}]}",
                model,
                steps,
                streamed);
        text();
    }

    private ArrayNode content(String role) {
        return request.withArray("messages").addObject().put("role", role).putArray("content");
    }

    private void text() {
        content("user").addObject().put("type", "text").put("text", prompt());
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
                results.add(CheckingVendor.object("{'type':'tool_result'}")
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
