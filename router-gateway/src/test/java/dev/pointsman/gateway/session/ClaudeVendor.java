package dev.pointsman.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Anthropic's Messages. A thinking block is bound to its account, its text and everything before it, as with the newer
 * models.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/preserved-thinking">Preserved thinking</a>
 */
final class ClaudeVendor extends CheckingVendor {
    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "system",
            "tools",
            "tool_choice",
            "max_tokens",
            "stream",
            "thinking",
            "metadata",
            "temperature",
            "output_config");

    ClaudeVendor(String account) {
        super(account);
    }

    @Override
    Plan check(JsonNode request, String path) {
        request.fieldNames()
                .forEachRemaining(name -> require(FIELDS.contains(name), name + ": Extra inputs are not permitted"));
        JsonNode messages = request.path("messages");
        String prefix = beginning(request);
        Set<String> open = new HashSet<>();
        String role = "";
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            require(!message.path("role").asText().equals(role) || i == 0, "messages: roles must alternate");
            role = message.path("role").asText();
            JsonNode content = message.path("content");
            Set<String> asked = new HashSet<>();
            Set<String> results = new HashSet<>();
            for (JsonNode block : content) {
                switch (block.path("type").asText()) {
                    case "thinking" ->
                        require(
                                isOwn(
                                        block.path("signature").asText(),
                                        block.path("thinking").asText() + prefix),
                                "messages." + i + ".content.0: Invalid `signature` in `thinking` block");
                    case "redacted_thinking" ->
                        require(
                                isOwn(block.path("data").asText(), prefix),
                                "messages." + i + ": Invalid `data` in `redacted_thinking` block");
                    case "tool_use" -> asked.add(block.path("id").asText());
                    case "tool_result" -> results.add(block.path("tool_use_id").asText());
                    default -> {}
                }
            }
            require(
                    results.equals(open),
                    "messages." + i
                            + ": `tool_use` ids were found without `tool_result` blocks immediately after, or the other way round");
            require(
                    asked.stream().allMatch(id -> id.matches("[a-zA-Z0-9_-]+")),
                    "tool_use.id: String should match pattern");
            open = asked;
            prefix = digest(prefix + message);
        }
        require(open.isEmpty(), "messages: `tool_use` without results");
        JsonNode last = messages.get(messages.size() - 1);
        boolean loop = last.path("content").findValuesAsText("type").contains("tool_result");
        if (loop && request.path("thinking").path("type").asText().equals("enabled")) {
            String first =
                    messages.get(messages.size() - 2).at("/content/0/type").asText();
            require(
                    first.endsWith("thinking"),
                    "Expected `thinking` or `redacted_thinking`, but found `" + first
                            + "`. When `thinking` is enabled, a final `assistant` message must start with a thinking block");
        }
        return plan(last.toString());
    }

    private static String beginning(JsonNode request) {
        return digest(request.path("system") + "|" + request.path("tools"));
    }

    private static String prefix(JsonNode request) {
        String prefix = beginning(request);
        for (JsonNode message : request.path("messages")) {
            prefix = digest(prefix + message);
        }
        return prefix;
    }

    private List<ObjectNode> blocks(JsonNode request, Plan plan) {
        List<ObjectNode> blocks = new ArrayList<>();
        if (request.path("thinking").path("type").asText().matches("enabled|adaptive")) {
            String prefix = prefix(request);
            if (plan.step() % 5 == 4) {
                blocks.add(object("{'type':'redacted_thinking'}").put("data", state(prefix)));
            } else {
                String text = "I think of step " + plan.step() + ".";
                blocks.add(object("{'type':'thinking'}").put("thinking", text).put("signature", state(text + prefix)));
            }
        }
        for (int i = 0; i < plan.calls(); i++) {
            ObjectNode call = object("{'type':'tool_use','name':'look'}").put("id", "toolu_" + next());
            call.putObject("input").put("at", plan.step()).put("part", i);
            blocks.add(call);
        }
        if (plan.calls() == 0) {
            blocks.add(object("{'type':'text'}").put("text", plan.text()));
        }
        return blocks;
    }

    private ObjectNode message(JsonNode request) {
        return object(
                        "{'type':'message','role':'assistant','stop_sequence':null,'usage':{'input_tokens':10,'output_tokens':5}}")
                .put("id", "msg_" + next())
                .put("model", request.path("model").asText());
    }

    @Override
    ObjectNode whole(JsonNode request, Plan plan) {
        ObjectNode message = message(request).put("stop_reason", plan.calls() > 0 ? "tool_use" : "end_turn");
        ArrayNode content = message.putArray("content");
        blocks(request, plan).forEach(content::add);
        return message;
    }

    @Override
    List<String> events(JsonNode request, Plan plan) {
        List<String> events = new ArrayList<>();
        ObjectNode begun = message(request).putNull("stop_reason");
        begun.putArray("content");
        ObjectNode start = object("{'type':'message_start'}");
        start.set("message", begun);
        events.add(event(start));
        List<ObjectNode> blocks = blocks(request, plan);
        for (int i = 0; i < blocks.size(); i++) {
            block(events, i, blocks.get(i));
        }
        events.add(event(object("{'type':'message_delta','delta':{'stop_reason':'"
                + (plan.calls() > 0 ? "tool_use" : "end_turn") + "'},'usage':{'output_tokens':5}}")));
        events.add(event(object("{'type':'message_stop'}")));
        return events;
    }

    private static void block(List<String> events, int index, ObjectNode block) {
        ObjectNode empty = block.deepCopy();
        List<ObjectNode> deltas = new ArrayList<>();
        switch (block.path("type").asText()) {
            case "thinking" -> {
                empty.put("thinking", "").put("signature", "");
                String text = block.path("thinking").asText();
                deltas.add(object("{'type':'thinking_delta'}").put("thinking", text.substring(0, 5)));
                deltas.add(object("{'type':'thinking_delta'}").put("thinking", text.substring(5)));
                deltas.add(object("{'type':'signature_delta'}")
                        .put("signature", block.path("signature").asText()));
            }
            case "text" -> {
                empty.put("text", "");
                deltas.add(object("{'type':'text_delta'}")
                        .put("text", block.path("text").asText()));
            }
            case "tool_use" -> {
                empty.putObject("input");
                String input = block.path("input").toString();
                deltas.add(object("{'type':'input_json_delta'}").put("partial_json", input.substring(0, 4)));
                deltas.add(object("{'type':'input_json_delta'}").put("partial_json", input.substring(4)));
            }
            default -> {}
        }
        ObjectNode start = object("{'type':'content_block_start'}").put("index", index);
        start.set("content_block", empty);
        events.add(event(start));
        for (ObjectNode delta : deltas) {
            ObjectNode event = object("{'type':'content_block_delta'}").put("index", index);
            event.set("delta", delta);
            events.add(event(event));
        }
        events.add(event(object("{'type':'content_block_stop'}").put("index", index)));
    }

    @Override
    ObjectNode error(int status, String message) {
        ObjectNode error = object("{'type':'error'}");
        error.putObject("error")
                .put("type", status == 400 ? "invalid_request_error" : "overloaded_error")
                .put("message", message);
        return error;
    }
}
