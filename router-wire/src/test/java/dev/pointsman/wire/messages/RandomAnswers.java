package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ToolCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random answers in the neutral form, whole and as chunks. */
final class RandomAnswers {
    private static final String[] WORDS = {"one", "two ", "é", "漢", "\n", "\"", "🙂", "{}", " x"};
    private static final String[] IDS = {"call_1", "functions.x:0", "chatcmpl-tool-ab", "t 2"};

    private RandomAnswers() {}

    static ChatResponse whole(Random random) {
        int calls = random.nextInt(3);
        List<JsonNode> toolCalls = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            toolCalls.add(call(IDS[(random.nextInt(IDS.length) + i) % IDS.length] + i, random));
        }
        JsonNode message = JsonFields.build()
                .put("role", "assistant")
                .put("content", calls > 0 && random.nextBoolean() ? "" : words(random))
                .put("reasoning_content", random.nextBoolean() ? words(random) : null)
                .putIfAny("tool_calls", toolCalls)
                .node();
        String finish = random.nextInt(5) == 0 ? "length" : calls > 0 ? "tool_calls" : "stop";
        JsonNode choice = JsonFields.build()
                .put("index", 0)
                .put("message", message)
                .put("finish_reason", finish)
                .node();
        return new ChatResponse(JsonFields.build()
                .put("id", "chatcmpl-1")
                .put("model", "gpt")
                .put("choices", List.of(choice))
                .put("usage", usage(random))
                .node());
    }

    private static JsonNode usage(Random random) {
        int cached = random.nextInt(50);
        int prompt = cached + random.nextInt(100);
        return JsonFields.build()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", 1 + random.nextInt(100))
                .put(
                        "prompt_tokens_details",
                        JsonFields.build().put("cached_tokens", cached).node())
                .node();
    }

    private static JsonNode call(String id, Random random) {
        String arguments = random.nextInt(4) == 0 ? "{}" : "{\"k\":\"" + "v".repeat(random.nextInt(9)) + "\"}";
        return JsonFields.build()
                .put("id", id)
                .put("type", "function")
                .put(
                        "function",
                        JsonFields.build()
                                .put("name", "f" + random.nextInt(3))
                                .put("arguments", arguments)
                                .node())
                .node();
    }

    private static String words(Random random) {
        StringBuilder text = new StringBuilder();
        for (int words = 1 + random.nextInt(8); words > 0; words--) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    static String reasoning(ChatResponse answer) {
        return JsonFields.text(message(answer), "reasoning_content", "");
    }

    static List<String> calls(ChatResponse answer) {
        return answer.toolCalls().stream()
                .map(call -> call.id() + " " + call.name() + " " + call.arguments())
                .toList();
    }

    private static JsonNode message(ChatResponse answer) {
        return JsonFields.object(JsonFields.items(answer.json(), "choices").get(0), "message");
    }

    /** The chunks of an answer; the pieces of parallel calls are sometimes mixed. */
    static List<ChatChunk> chunks(ChatResponse answer, Random random) {
        List<ChatChunk> chunks = new ArrayList<>();
        chunks.add(chunk(
                JsonFields.build().put("role", "assistant").put("content", "").node(), null));
        pieces(reasoning(answer), random)
                .forEach(piece -> chunks.add(
                        chunk(JsonFields.build().put("reasoning_content", piece).node(), null)));
        pieces(answer.text(), random)
                .forEach(piece -> chunks.add(
                        chunk(JsonFields.build().put("content", piece).node(), null)));
        chunks.addAll(calls(answer.toolCalls(), random));
        chunks.add(chunk(JsonFields.EMPTY, answer.finishReason()));
        chunks.add(new ChatChunk(JsonFields.build()
                .put("choices", List.of())
                .put("usage", JsonFields.object(answer.json(), "usage"))
                .node()));
        return chunks;
    }

    private static List<ChatChunk> calls(List<ToolCall> calls, Random random) {
        List<List<ChatChunk>> streams = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            List<ChatChunk> stream = new ArrayList<>();
            stream.add(call(i, JsonFields.build().put("id", call.id()), call.name(), ""));
            for (String piece : pieces(call.arguments(), random)) {
                stream.add(call(i, JsonFields.build(), null, piece));
            }
            streams.add(stream);
        }
        List<ChatChunk> chunks = new ArrayList<>();
        if (random.nextBoolean()) {
            streams.forEach(chunks::addAll);
            return chunks;
        }
        streams.forEach(Collections::reverse);
        streams.forEach(stream -> chunks.add(stream.remove(stream.size() - 1)));
        while (streams.removeIf(List::isEmpty) || !streams.isEmpty()) {
            if (!streams.isEmpty()) {
                List<ChatChunk> stream = streams.get(random.nextInt(streams.size()));
                chunks.add(stream.remove(stream.size() - 1));
            }
        }
        return chunks;
    }

    private static ChatChunk call(int index, JsonFields.ObjectBuilder entry, String name, String arguments) {
        JsonNode function =
                JsonFields.build().put("name", name).put("arguments", arguments).node();
        JsonNode call = entry.put("index", index).put("function", function).node();
        return chunk(JsonFields.build().put("tool_calls", List.of(call)).node(), null);
    }

    private static List<String> pieces(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(6));
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to++;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    private static ChatChunk chunk(JsonNode delta, String finish) {
        JsonNode choice = JsonFields.build()
                .put("index", 0)
                .put("delta", delta)
                .put("finish_reason", finish)
                .node();
        return new ChatChunk(JsonFields.build()
                .put("id", "chatcmpl-1")
                .put("model", "gpt")
                .put("choices", List.of(choice))
                .node());
    }
}
