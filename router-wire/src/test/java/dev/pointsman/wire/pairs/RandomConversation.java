package dev.pointsman.wire.pairs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random conversation in which every text, argument and result has a number of its own, as each client protocol writes
 * it.
 */
final class RandomConversation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] ODD = {
        "\"", "\\", "\n", "\t", "\u00e9", "\u6f22", "\ud83d\ude00", "{}", "[1]", "</a>", "'", " ", "\u2028"
    };
    private static final String[] IDS = {"call_", "functions.look:", "toolu_", "a b ", "\u00e9"};

    /** Numbers of the conversation's texts, in their order. */
    final List<Integer> spoken = new ArrayList<>();

    /** Texts by number. */
    final List<String> texts = new ArrayList<>();

    private final Random random;
    private final String system;
    private final String described;
    private final List<Turn> turns = new ArrayList<>();

    /** A question and the answers to it: each calls tools, but for the last one. */
    private record Turn(String question, List<Answer> answers) {}

    /** An answer; its text is empty if it has calls alone. */
    private record Answer(String text, List<Call> calls) {}

    private record Call(String id, String argument, String result) {}

    RandomConversation(long seed) {
        random = new Random(seed);
        system = text();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            String question = text();
            List<Answer> answers = new ArrayList<>();
            for (int loops = random.nextInt(4); loops > 0; loops--) {
                answers.add(answer(1 + random.nextInt(2)));
            }
            answers.add(answer(0));
            turns.add(new Turn(question, answers));
        }
        turns.add(new Turn(text(), List.of()));
        int last = texts.size();
        for (int i = 0; i < last; i++) {
            spoken.add(i);
        }
        described = text();
    }

    private String text() {
        StringBuilder text = new StringBuilder("#" + texts.size() + "#");
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(ODD[random.nextInt(ODD.length)]).append((char) ('a' + random.nextInt(26)));
        }
        texts.add(text.toString());
        return text.toString();
    }

    private Answer answer(int count) {
        String text = count == 0 || random.nextBoolean() ? text() : "";
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(text());
        }
        List<Call> calls = new ArrayList<>();
        for (String argument : arguments) {
            String id = IDS[random.nextInt(IDS.length)] + texts.size() + (random.nextInt(9) == 0 ? "x".repeat(70) : "");
            calls.add(new Call(id, argument, text()));
        }
        return new Answer(text, calls);
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static String arguments(Call call) {
        return object().put("k", call.argument()).toString();
    }

    private ObjectNode parameters(ObjectNode holder, String field) {
        holder.putObject(field)
                .put("type", "object")
                .putObject("properties")
                .putObject("k")
                .put("type", "string");
        return holder;
    }

    ObjectNode completions() {
        ObjectNode request = object().put("model", "x").put("max_tokens", 100);
        ArrayNode messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", system);
        for (Turn turn : turns) {
            messages.addObject().put("role", "user").put("content", turn.question());
            for (Answer answer : turn.answers()) {
                ObjectNode message = messages.addObject().put("role", "assistant");
                message.put("content", answer.text().isEmpty() ? null : answer.text());
                for (Call call : answer.calls()) {
                    message.withArray("tool_calls")
                            .addObject()
                            .put("id", call.id())
                            .put("type", "function")
                            .putObject("function")
                            .put("name", "look")
                            .put("arguments", arguments(call));
                }
                for (Call call : answer.calls()) {
                    messages.addObject()
                            .put("role", "tool")
                            .put("tool_call_id", call.id())
                            .put("content", call.result());
                }
            }
        }
        ObjectNode function =
                request.putArray("tools").addObject().put("type", "function").putObject("function");
        parameters(function.put("name", "look").put("description", described), "parameters");
        return request;
    }

    ObjectNode messages() {
        ObjectNode request = object().put("model", "x").put("max_tokens", 100).put("system", system);
        ArrayNode messages = request.putArray("messages");
        ArrayNode user = messages.addObject().put("role", "user").putArray("content");
        for (Turn turn : turns) {
            user.addObject().put("type", "text").put("text", turn.question());
            for (Answer answer : turn.answers()) {
                ArrayNode blocks = messages.addObject().put("role", "assistant").putArray("content");
                if (!answer.text().isEmpty()) {
                    blocks.addObject().put("type", "text").put("text", answer.text());
                }
                user = messages.addObject().put("role", "user").putArray("content");
                for (Call call : answer.calls()) {
                    blocks.addObject()
                            .put("type", "tool_use")
                            .put("id", call.id())
                            .put("name", "look")
                            .putObject("input")
                            .put("k", call.argument());
                    user.addObject()
                            .put("type", "tool_result")
                            .put("tool_use_id", call.id())
                            .put("content", call.result());
                }
            }
        }
        parameters(
                request.putArray("tools").addObject().put("name", "look").put("description", described),
                "input_schema");
        return request;
    }

    ObjectNode responses() {
        ObjectNode request =
                object().put("model", "x").put("max_output_tokens", 100).put("instructions", system);
        ArrayNode input = request.putArray("input");
        for (Turn turn : turns) {
            input.addObject().put("role", "user").put("content", turn.question());
            for (Answer answer : turn.answers()) {
                if (!answer.text().isEmpty()) {
                    ObjectNode message =
                            input.addObject().put("type", "message").put("role", "assistant");
                    message.putArray("content")
                            .addObject()
                            .put("type", "output_text")
                            .put("text", answer.text());
                }
                for (Call call : answer.calls()) {
                    input.addObject()
                            .put("type", "function_call")
                            .put("call_id", call.id())
                            .put("name", "look")
                            .put("arguments", arguments(call));
                }
                for (Call call : answer.calls()) {
                    input.addObject()
                            .put("type", "function_call_output")
                            .put("call_id", call.id())
                            .put("output", call.result());
                }
            }
        }
        parameters(
                request.putArray("tools")
                        .addObject()
                        .put("type", "function")
                        .put("name", "look")
                        .put("description", described),
                "parameters");
        return request;
    }
}
