package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.testkit.internal.protocol.BodyChunk.Kind;
import dev.pointsman.testkit.internal.protocol.ModelAnswer.FinishReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as a stream of events; used once. */
final class FakeAnthropicStream {
    static final String PING = "event: ping\ndata: {\"type\":\"ping\"}\n\n";

    private final ModelAnswer answer;
    private final ReceivedCall call;
    private final List<BodyChunk> events = new ArrayList<>();
    private int blocks; // that have ended

    FakeAnthropicStream(ModelAnswer answer, ReceivedCall call) {
        this.answer = answer;
        this.call = call;
    }

    List<BodyChunk> events() {
        ObjectNode message = FakeAnthropicWire.message(call);
        message.set("usage", FakeAnthropicWire.usage(answer, 1));
        event(Kind.FRAME, event("message_start").set("message", message));
        if (answer.reasons()) {
            thinking();
        }
        if (answer.tools().isEmpty()) {
            open(JsonText.object().put("type", "text").put("text", ""));
            answer.tokens()
                    .forEach(token ->
                            token(JsonText.object().put("type", "text_delta").put("text", token)));
            close();
        }
        for (int i = 0; i < answer.tools().size(); i++) {
            FakeToolCall tool = answer.tools().get(i);
            open(FakeAnthropicWire.toolUse(call, i, tool).set("input", JsonText.object()));
            tool.fragments()
                    .forEach(part -> token(
                            JsonText.object().put("type", "input_json_delta").put("partial_json", part)));
            close();
        }
        finish();
        return events;
    }

    private void thinking() {
        open(JsonText.object().put("type", "thinking").put("thinking", "").put("signature", ""));
        delta(Kind.FRAME, JsonText.object().put("type", "thinking_delta").put("thinking", ModelAnswer.THOUGHT));
        delta(Kind.FRAME, JsonText.object().put("type", "signature_delta").put("signature", answer.state()));
        close();
    }

    private void open(ObjectNode block) {
        event(Kind.FRAME, event("content_block_start").put("index", blocks).set("content_block", block));
        if (blocks == 0) {
            events.add(new BodyChunk(Kind.NOISE, PING));
        }
    }

    private void token(ObjectNode delta) {
        delta(Kind.TOKEN, delta);
        if (answer.countsAlong()) {
            change(Kind.NOISE, null, halfOfTheTokens());
        }
    }

    private void delta(Kind kind, ObjectNode delta) {
        event(kind, event("content_block_delta").put("index", blocks).set("delta", delta));
    }

    private void close() {
        event(Kind.FRAME, event("content_block_stop").put("index", blocks));
        blocks++;
    }

    private void finish() {
        if (answer.countsAlong()) {
            change(Kind.FINISH, answer.finish().anthropic, halfOfTheTokens());
            change(Kind.USAGE, null, answer.completionTokens());
        } else {
            change(Kind.FINISH, answer.finish().anthropic, answer.completionTokens());
        }
        if (answer.finish() == FinishReason.REPORTED_ERROR) {
            ObjectNode error = event("error");
            error.putObject("error").put("type", "api_error").put("message", "The model failed.");
            event(Kind.DONE, error);
        }
        event(Kind.DONE, event("message_stop"));
    }

    private int halfOfTheTokens() {
        return (int) events.stream().filter(BodyChunk::isToken).count() / 2;
    }

    private void change(Kind kind, @Nullable String stopReason, int outputTokens) {
        ObjectNode change = event("message_delta");
        change.putObject("delta").put("stop_reason", stopReason).putNull("stop_sequence");
        event(kind, change.set("usage", FakeAnthropicWire.usage(answer, outputTokens)));
    }

    private static ObjectNode event(String type) {
        return JsonText.object().put("type", type);
    }

    private void event(Kind kind, ObjectNode data) {
        events.add(new BodyChunk(kind, "event: " + data.path("type").asText() + "\ndata: " + data + "\n\n"));
    }
}
