package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.testkit.internal.protocol.FakeWire.FakeOperation;
import dev.pointsman.testkit.internal.protocol.ModelAnswer.FinishReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The wire format of OpenAI's Responses; errors and rate limits are those of OpenAI's other paths. */
public final class FakeResponsesWire implements FakeWire {
    /** Any moment will do, but the same in every run. */
    private static final long CREATED = 1_700_000_000L;

    private final FakeOpenAiWire openAi = new FakeOpenAiWire();

    @Override
    public Optional<FakeOperation> operation(String path) {
        return path.endsWith("/responses") ? Optional.of(FakeOperation.CHAT) : Optional.empty();
    }

    @Override
    public Optional<String> missingField(ReceivedCall call) {
        JsonNode input = call.body().path("input");
        return input.isEmpty() && input.asText().isEmpty() ? Optional.of("input") : Optional.empty();
    }

    @Override
    public String json(ModelAnswer answer, ReceivedCall call) {
        return ended(answer, call, call.id("resp_")).toString();
    }

    /** The response object at its end: completed, or incomplete for a reason. */
    static ObjectNode ended(ModelAnswer answer, ReceivedCall call, String id) {
        ObjectNode response = head(call, id, status(answer.finish()));
        if (answer.finish() == FinishReason.REPORTED_ERROR) {
            response.putObject("error").put("code", "server_error").put("message", "The model failed.");
        }
        if (status(answer.finish()).equals("incomplete")) {
            String reason = answer.finish() == FinishReason.LENGTH ? "max_output_tokens" : "content_filter";
            response.putObject("incomplete_details").put("reason", reason);
        }
        ArrayNode output = response.withArray("output");
        if (reasons(answer, call)) {
            output.add(reasoning(answer, call));
        }
        if (answer.tools().isEmpty()) {
            output.add(message(call, "completed", answer.text()));
        }
        for (int i = 0; i < answer.tools().size(); i++) {
            FakeToolCall tool = answer.tools().get(i);
            output.add(toolCall(call, i, tool, tool.arguments(), "completed"));
        }
        return response.set("usage", usage(answer, answer.completionTokens()));
    }

    /** The status of a response, which is also the kind of the event that ends its stream. */
    static String status(FinishReason finish) {
        return finish.isWhole() ? "completed" : finish.isError() ? "failed" : "incomplete";
    }

    /** A response object without output. */
    static ObjectNode head(ReceivedCall call, String id, String status) {
        ObjectNode response = JsonText.object()
                .put("id", id)
                .put("object", "response")
                .put("created_at", CREATED)
                .put("status", status)
                .putNull("error")
                .putNull("incomplete_details")
                .putNull("instructions")
                .put("model", call.model());
        response.putArray("output");
        response.put("parallel_tool_calls", true).put("tool_choice", "auto");
        response.set("tools", call.body().path("tools").isArray() ? call.body().path("tools") : JsonText.array());
        response.putObject("text").putObject("format").put("type", "text");
        response.putObject("metadata");
        return response.putNull("usage");
    }

    /** Returns whether reasoning comes with its encrypted state: if the request asks for both. */
    static boolean reasons(ModelAnswer answer, ReceivedCall call) {
        boolean asked = call.body().has("reasoning")
                && call.body().path("include").toString().contains("reasoning.encrypted_content");
        return answer.reasons() || asked;
    }

    static ObjectNode reasoning(ModelAnswer answer, ReceivedCall call) {
        ObjectNode item = JsonText.object().put("id", call.id("rs_")).put("type", "reasoning");
        item.putArray("summary");
        return item.put("encrypted_content", answer.reasons() ? answer.state() : "gAAA-" + call.number());
    }

    static ObjectNode message(ReceivedCall call, String status, String text) {
        ObjectNode item = JsonText.object()
                .put("id", call.id("msg_"))
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant");
        ArrayNode content = item.putArray("content");
        if (status.equals("completed")) {
            content.add(part(text));
        }
        return item;
    }

    static ObjectNode part(String text) {
        ObjectNode part = JsonText.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    static ObjectNode toolCall(ReceivedCall call, int index, FakeToolCall tool, String arguments, String status) {
        return JsonText.object()
                .put("id", call.id("fc_") + "_" + index)
                .put("type", "function_call")
                .put("status", status)
                .put("call_id", tool.id(call, "call_", index))
                .put("name", tool.name())
                .put("arguments", arguments);
    }

    static ObjectNode usage(ModelAnswer answer, int outputTokens) {
        ObjectNode usage = JsonText.object().put("input_tokens", answer.promptTokens());
        usage.putObject("input_tokens_details")
                .put("cached_tokens", answer.cachedTokens())
                .put("cache_write_tokens", answer.writtenTokens());
        usage.put("output_tokens", outputTokens)
                .putObject("output_tokens_details")
                .put("reasoning_tokens", 0);
        return usage.put("total_tokens", answer.promptTokens() + outputTokens);
    }

    @Override
    public List<BodyChunk> events(ModelAnswer answer, ReceivedCall call) {
        return new FakeResponsesStream(answer, call).events();
    }

    @Override
    public ApiError error(ErrorReply complaint) {
        return openAi.error(complaint);
    }

    @Override
    public String errorBody(ApiError error) {
        return openAi.errorBody(error);
    }

    /** As OpenAI sends it: its fields stand beside the type. */
    @Override
    public String errorEvent(ApiError error) {
        ObjectNode event = JsonText.object()
                .put("type", "error")
                .put("code", error.code() == null ? error.type() : error.code())
                .put("message", error.message())
                .putNull("param")
                .put("sequence_number", 999);
        return "event: error\ndata: " + event + "\n\n";
    }

    @Override
    public String brokenEvent() {
        return "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"br\n\n";
    }

    @Override
    public String unknownEvent() {
        return "event: weather\nid: 7\nretry: 1000\ndata: {\"type\":\"weather\",\"sky\":\"grey\"}\n\n";
    }

    @Override
    public List<String> keepAliveEvents() {
        String own = "event: keepalive\ndata: {\"type\":\"keepalive\",\"sequence_number\":7}\n\n";
        return Stream.concat(Stream.of(own), FakeWire.super.keepAliveEvents().stream())
                .toList();
    }

    @Override
    public Map<String, String> remaining(int requests, int tokens) {
        return openAi.remaining(requests, tokens);
    }
}
