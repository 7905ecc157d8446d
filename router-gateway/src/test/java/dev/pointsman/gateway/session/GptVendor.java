package dev.pointsman.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** OpenAI's Responses without storage: encrypted reasoning is bound to its account and its item. */
final class GptVendor extends CheckingVendor {

    GptVendor(String account) {
        super(account);
    }

    @Override
    Plan check(JsonNode request, String path) {
        JsonNode input = request.path("input");
        Set<String> calls = new HashSet<>();
        Set<String> done = new HashSet<>();
        boolean reasoned = false;
        for (JsonNode item : input) {
            String type = item.path("type").asText("message");
            String call = item.path("call_id").asText();
            require(call.length() <= 64, "call_id: string too long, expected a string with maximum length 64");
            boolean output =
                    type.equals("function_call") || item.path("role").asText().equals("assistant");
            require(!reasoned || output, "Item of type 'reasoning' was provided without its required following item.");
            reasoned = type.equals("reasoning");
            switch (type) {
                case "reasoning" ->
                    require(
                            isOwn(
                                    item.path("encrypted_content").asText(),
                                    item.path("id").asText()),
                            "The encrypted content for item " + item.path("id") + " could not be verified.");
                case "function_call" -> calls.add(call);
                case "function_call_output" -> {
                    require(
                            calls.contains(call),
                            "No tool call found for function call output with call_id " + call + ".");
                    done.add(call);
                }
                default -> {}
            }
        }
        require(!reasoned, "Item of type 'reasoning' was provided without its required following item.");
        require(done.equals(calls), "No tool output found for function call.");
        return plan(
                input.isTextual() ? input.asText() : input.get(input.size() - 1).toString());
    }

    private List<ObjectNode> items(Plan plan) {
        List<ObjectNode> items = new ArrayList<>();
        String id = "rs_" + next();
        ObjectNode reasoning = object("{'type':'reasoning','summary':[{'type':'summary_text','text':'Hm.'}]}");
        items.add(reasoning.put("id", id).put("encrypted_content", state(id)));
        for (int i = 0; i < plan.calls(); i++) {
            int serial = next();
            items.add(object("{'type':'function_call','name':'look','status':'completed'}")
                    .put("id", "fc_" + serial)
                    .put("call_id", "call_" + serial)
                    .put("arguments", "{\"at\":" + plan.step() + ",\"part\":" + i + "}"));
        }
        if (plan.calls() == 0) {
            ObjectNode message = object(
                    "{'type':'message','role':'assistant','status':'completed','content':[{'type':'output_text','annotations':[]}]}");
            ((ObjectNode) message.at("/content/0")).put("text", plan.text());
            items.add(message.put("id", "msg_" + next()));
        }
        return items;
    }

    private ObjectNode response(JsonNode request, String status) {
        return object("{'object':'response','created_at':1,'output':[]}")
                .put("id", "resp_" + next())
                .put("status", status)
                .put("model", request.path("model").asText());
    }

    @Override
    ObjectNode whole(JsonNode request, Plan plan) {
        return completed(response(request, "completed"), items(plan));
    }

    private static ObjectNode completed(ObjectNode response, List<ObjectNode> items) {
        items.forEach(response.withArray("output")::add);
        response.set("usage", object("{'input_tokens':10,'output_tokens':5,'total_tokens':15}"));
        return response.put("status", "completed");
    }

    @Override
    List<String> events(JsonNode request, Plan plan) {
        List<String> events = new ArrayList<>();
        ObjectNode response = response(request, "in_progress");
        ObjectNode created = object("{'type':'response.created'}");
        created.set("response", response.deepCopy());
        events.add(event(created));
        List<ObjectNode> items = items(plan);
        for (int i = 0; i < items.size(); i++) {
            item(events, i, items.get(i));
        }
        ObjectNode end = object("{'type':'response.completed'}");
        end.set("response", completed(response, items));
        events.add(event(end));
        return events;
    }

    private static void item(List<String> events, int index, ObjectNode item) {
        String type = item.path("type").asText();
        ObjectNode empty = item.deepCopy();
        ObjectNode delta = null;
        if (type.equals("function_call")) {
            empty.put("arguments", "");
            delta = object("{'type':'response.function_call_arguments.delta'}")
                    .put("delta", item.path("arguments").asText());
        } else if (type.equals("message")) {
            empty.putArray("content");
            delta = object("{'type':'response.output_text.delta','content_index':0}")
                    .put("delta", item.at("/content/0/text").asText());
        } else {
            empty.put("encrypted_content", "").putArray("summary");
            delta = object("{'type':'response.reasoning_summary_text.delta','summary_index':0,'delta':'Hm.'}");
        }
        ObjectNode added = object("{'type':'response.output_item.added'}").put("output_index", index);
        added.set("item", empty);
        events.add(event(added));
        events.add(event(
                delta.put("output_index", index).put("item_id", item.path("id").asText())));
        ObjectNode done = object("{'type':'response.output_item.done'}").put("output_index", index);
        done.set("item", item);
        events.add(event(done));
    }

    @Override
    ObjectNode error(int status, String message) {
        ObjectNode error = object("{}");
        error.putObject("error")
                .put("type", status == 400 ? "invalid_request_error" : "server_error")
                .put("message", message)
                .putNull("param")
                .putNull("code");
        return error;
    }
}
