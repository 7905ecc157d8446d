package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.testkit.internal.protocol.BodyChunk.Kind;
import java.util.ArrayList;
import java.util.List;

/** A chat completion as a stream of chunks; used once. */
final class FakeOpenAiStream {
    private final ModelAnswer answer;
    private final ReceivedCall call;
    private final boolean includeUsage;
    private final List<BodyChunk> events = new ArrayList<>();

    FakeOpenAiStream(ModelAnswer answer, ReceivedCall call) {
        this.answer = answer;
        this.call = call;
        this.includeUsage = call.body().at("/stream_options/include_usage").asBoolean();
    }

    List<BodyChunk> events() {
        delta(Kind.FRAME, JsonText.object().put("role", "assistant").put("content", ""));
        if (answer.tools().isEmpty()) {
            answer.tokens().forEach(token -> delta(Kind.TOKEN, JsonText.object().put("content", token)));
        } else {
            for (int i = 0; i < answer.tools().size(); i++) {
                toolCall(i, answer.tools().get(i));
            }
        }
        end();
        if (includeUsage) {
            ObjectNode last = OpenAiCompletion.head("chat.completion.chunk", call);
            last.putArray("choices");
            event(Kind.USAGE, last.set("usage", OpenAiCompletion.usage(answer)));
        }
        events.add(new BodyChunk(Kind.DONE, "data: [DONE]\n\n"));
        return events;
    }

    private void toolCall(int index, FakeToolCall tool) {
        ObjectNode opening = JsonText.object().put("index", index);
        opening.setAll(OpenAiCompletion.toolCall(call, index, tool, ""));
        delta(Kind.FRAME, toolCalls(opening));
        for (String fragment : tool.fragments()) {
            ObjectNode more = JsonText.object().put("index", index);
            more.putObject("function").put("arguments", fragment);
            delta(Kind.TOKEN, toolCalls(more));
        }
    }

    private static ObjectNode toolCalls(ObjectNode entry) {
        return JsonText.object().set("tool_calls", JsonText.array().add(entry));
    }

    private void end() {
        ObjectNode chunk = OpenAiCompletion.head("chat.completion.chunk", call);
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        OpenAiCompletion.end(choice, answer);
        counted(Kind.FINISH, chunk);
    }

    private void delta(Kind kind, ObjectNode delta) {
        ObjectNode chunk = OpenAiCompletion.head("chat.completion.chunk", call);
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").putNull("finish_reason");
        counted(kind, chunk);
    }

    private void counted(Kind kind, ObjectNode chunk) {
        long sent = events.stream().filter(BodyChunk::isToken).count();
        if (answer.countsAlong()) {
            chunk.set("usage", OpenAiCompletion.usage(answer, (int) sent / 2));
        } else if (includeUsage) {
            chunk.putNull("usage");
        }
        event(kind, chunk);
    }

    private void event(Kind kind, JsonNode data) {
        events.add(new BodyChunk(kind, "data: " + data + "\n\n"));
    }
}
