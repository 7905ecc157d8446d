package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.testkit.internal.protocol.BodyChunk.Kind;
import java.util.ArrayList;
import java.util.List;

/** A response as a stream of events; used once. */
final class FakeResponsesStream {
    private final ModelAnswer answer;
    private final ReceivedCall call;
    private final List<BodyChunk> events = new ArrayList<>();
    private final String id;
    private ObjectNode open = JsonText.object(); // the event that is being filled
    private Kind kind = Kind.FRAME;
    private int output;

    FakeResponsesStream(ModelAnswer answer, ReceivedCall call) {
        this.answer = answer;
        this.call = call;
        this.id = call.id("resp_");
    }

    List<BodyChunk> events() {
        response(Kind.FRAME, "created", FakeResponsesWire.head(call, id, "in_progress"));
        response(Kind.FRAME, "in_progress", FakeResponsesWire.head(call, id, "in_progress"));
        if (FakeResponsesWire.reasons(answer, call)) {
            ObjectNode item = FakeResponsesWire.reasoning(answer, call);
            item("added", item.deepCopy().put("encrypted_content", ""));
            item("done", item);
            output++;
        }
        if (answer.tools().isEmpty()) {
            message();
        }
        for (int i = 0; i < answer.tools().size(); i++) {
            toolCall(i, answer.tools().get(i));
        }
        response(Kind.FINISH, FakeResponsesWire.status(answer.finish()), FakeResponsesWire.ended(answer, call, id));
        return events;
    }

    private void message() {
        item("added", FakeResponsesWire.message(call, "in_progress", ""));
        part(Kind.FRAME, "content_part.added").set("part", FakeResponsesWire.part(""));
        flush();
        for (String token : answer.tokens()) {
            part(Kind.TOKEN, "output_text.delta").put("delta", token).putArray("logprobs");
            flush();
            countAlong();
        }
        part(Kind.FRAME, "output_text.done").put("text", answer.text()).putArray("logprobs");
        flush();
        part(Kind.FRAME, "content_part.done").set("part", FakeResponsesWire.part(answer.text()));
        flush();
        item("done", FakeResponsesWire.message(call, "completed", answer.text()));
        output++;
    }

    private void countAlong() {
        if (answer.countsAlong()) {
            long sent = events.stream().filter(BodyChunk::isToken).count();
            ObjectNode response = FakeResponsesWire.head(call, id, "in_progress");
            response.set("usage", FakeResponsesWire.usage(answer, (int) sent / 2));
            response(Kind.NOISE, "in_progress", response);
        }
    }

    private void toolCall(int index, FakeToolCall tool) {
        item("added", FakeResponsesWire.toolCall(call, index, tool, "", "in_progress"));
        String item = call.id("fc_") + "_" + index;
        for (String fragment : tool.fragments()) {
            event(Kind.TOKEN, "function_call_arguments.delta")
                    .put("item_id", item)
                    .put("output_index", output)
                    .put("delta", fragment);
            flush();
        }
        event(Kind.FRAME, "function_call_arguments.done")
                .put("item_id", item)
                .put("output_index", output)
                .put("name", tool.name())
                .put("arguments", tool.arguments());
        flush();
        item("done", FakeResponsesWire.toolCall(call, index, tool, tool.arguments(), "completed"));
        output++;
    }

    private ObjectNode event(Kind what, String type) {
        kind = what;
        open = JsonText.object().put("type", "response." + type).put("sequence_number", events.size());
        return open;
    }

    private void flush() {
        events.add(new BodyChunk(kind, "event: " + open.path("type").asText() + "\ndata: " + open + "\n\n"));
    }

    private void response(Kind what, String type, JsonNode response) {
        event(what, type).set("response", response);
        flush();
    }

    private void item(String type, JsonNode item) {
        event(Kind.FRAME, "output_item." + type).put("output_index", output).set("item", item);
        flush();
    }

    private ObjectNode part(Kind what, String type) {
        return event(what, type)
                .put("item_id", call.id("msg_"))
                .put("output_index", output)
                .put("content_index", 0);
    }
}
