package dev.pointsman.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** OpenAI's Responses without storage, as Codex uses them. */
final class ResponsesConversation extends AgentConversation {
    private JsonNode answer = CheckingVendor.JSON.createArrayNode();

    ResponsesConversation(String model, int steps, boolean streamed) {
        super(
                "/v1/responses",
                "{'instructions':'Be an agent.','input':[],'store':false,'reasoning':{'effort':'low'},'include':['reasoning.encrypted_content'],"
                        + "'tools':[{'type':'function','name':'look','description':'Looks.','strict':false,'parameters':{'type':'object','properties':{'at':{'type':'integer'}}}}]}",
                model,
                steps,
                streamed);
        input().addObject().put("role", "user").put("content", prompt());
    }

    private ArrayNode input() {
        return request.withArray("input");
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
