package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.testkit.internal.protocol.BodyChunk.Kind;
import java.util.ArrayList;
import java.util.List;

/** A message as a stream of events; used once. */
final class FakeAnthropicStream {
    static final String PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n";

    private final ModelAnswer answer;
    private final ReceivedCall call;
    private final List<BodyChunk> events = new ArrayList<>();

    FakeAnthropicStream(ModelAnswer answer, ReceivedCall call) {
        this.answer = answer;
        this.call = call;
    }

    List<BodyChunk> events() {
        ObjectNode message = FakeAnthropicWire.message(call);
        message.set("usage", FakeAnthropicWire.usage(answer, 1));
        event(Kind.FRAME, event("message_start").set("message", message));
        if (answer.tools().isEmpty()) {
            open(0, JsonText.object().put("type", "text").put("text", ""));
            answer.tokens()
                    .forEach(token ->
                            delta(0, JsonText.object().put("type", "text_delta").put("text", token)));
            close(0);
        }
        for (int i = 0; i < answer.tools().size(); i++) {
            FakeToolCall tool = answer.tools().get(i);
            int index = i;
            open(i, FakeAnthropicWire.toolUse(call, i, tool).set("input", JsonText.object()));
            tool.fragments()
                    .forEach(part -> delta(
                            index,
                            JsonText.object().put("type", "input_json_delta").put("partial_json", part)));
            close(i);
        }
        finish();
        return events;
    }

    private void open(int index, ObjectNode block) {
        event(Kind.FRAME, event("content_block_start").put("index", index).set("content_block", block));
        if (index == 0) {
            events.add(new BodyChunk(Kind.NOISE, PING));
        }
    }

    private void delta(int index, ObjectNode delta) {
        event(Kind.TOKEN, event("content_block_delta").put("index", index).set("delta", delta));
    }

    private void close(int index) {
        event(Kind.FRAME, event("content_block_stop").put("index", index));
    }

    private void finish() {
        ObjectNode last = event("message_delta");
        last.putObject("delta").put("stop_reason", answer.finish().anthropic).putNull("stop_sequence");
        event(Kind.FINISH, last.set("usage", FakeAnthropicWire.usage(answer, answer.completionTokens())));
        event(Kind.DONE, event("message_stop"));
    }

    private static ObjectNode event(String type) {
        return JsonText.object().put("type", type);
    }

    private void event(Kind kind, ObjectNode data) {
        events.add(new BodyChunk(kind, "event: " + data.path("type").asText() + "\ndata: " + data + "\n\n"));
    }
}
