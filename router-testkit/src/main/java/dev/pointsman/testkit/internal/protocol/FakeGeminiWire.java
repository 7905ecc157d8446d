package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.testkit.internal.protocol.BodyChunk.Kind;
import dev.pointsman.testkit.internal.protocol.FakeWire.ApiError;
import dev.pointsman.testkit.internal.protocol.FakeWire.FakeOperation;
import dev.pointsman.testkit.internal.protocol.ModelAnswer.FinishReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The wire format of Gemini: {@code generateContent}, streamed and not, and embeddings. */
public final class FakeGeminiWire implements FakeWire {

    @Override
    public Optional<FakeOperation> operation(String path) {
        if (path.endsWith(":generateContent") || path.endsWith(":streamGenerateContent")) {
            return Optional.of(FakeOperation.CHAT);
        }
        return path.endsWith(":batchEmbedContents") ? Optional.of(FakeOperation.EMBEDDINGS) : Optional.empty();
    }

    @Override
    public Optional<String> missingField(ReceivedCall call) {
        String needed = call.operation() == FakeOperation.CHAT ? "contents" : "requests";
        return call.body().path(needed).isEmpty() ? Optional.of(needed) : Optional.empty();
    }

    @Override
    public String json(ModelAnswer answer, ReceivedCall call) {
        if (call.operation() == FakeOperation.EMBEDDINGS) {
            return embeddings(call);
        }
        ArrayNode parts = JsonText.array();
        if (answer.reasons()) {
            parts.add(thought());
        }
        if (answer.tools().isEmpty()) {
            parts.add(signed(JsonText.object().put("text", answer.text()), answer));
        }
        for (int i = 0; i < answer.tools().size(); i++) {
            parts.add(functionCall(answer, call, i));
        }
        return body(parts, answer.finish(), answer, answer.completionTokens(), call)
                .toString();
    }

    private static String embeddings(ReceivedCall call) {
        ObjectNode body = JsonText.object();
        ArrayNode embeddings = body.putArray("embeddings");
        for (JsonNode request : call.body().path("requests")) {
            int length = request.at("/content/parts/0/text").asText().length();
            embeddings.addObject().putArray("values").add(1.0).add(length);
        }
        return body.toString();
    }

    /** A call with an id, and for the first one of an answer a signature, as since Gemini 3. */
    private static ObjectNode functionCall(ModelAnswer answer, ReceivedCall call, int index) {
        FakeToolCall tool = answer.tools().get(index);
        ObjectNode part = JsonText.object();
        part.putObject("functionCall")
                .put("id", tool.id(call, "fc_", index))
                .put("name", tool.name())
                .set("args", JsonText.parse(tool.arguments()));
        if (index > 0) {
            return part;
        }
        byte[] text = call.id("thought of answer ").getBytes(StandardCharsets.UTF_8);
        return part.put(
                "thoughtSignature",
                answer.reasons() ? answer.state() : Base64.getEncoder().encodeToString(text));
    }

    private static ObjectNode thought() {
        return JsonText.object().put("text", ModelAnswer.THOUGHT).put("thought", true);
    }

    private static ObjectNode signed(ObjectNode part, ModelAnswer answer) {
        return answer.reasons() ? part.put("thoughtSignature", answer.state()) : part;
    }

    private static ObjectNode body(
            ArrayNode parts,
            @Nullable FinishReason finish,
            ModelAnswer answer,
            int candidateTokens,
            ReceivedCall call) {
        ObjectNode body = JsonText.object();
        ObjectNode candidate = body.putArray("candidates").addObject();
        candidate.putObject("content").put("role", "model").set("parts", parts);
        if (finish != null) {
            candidate.put("finishReason", finish.gemini);
        }
        candidate.put("index", 0);
        body.putObject("usageMetadata")
                .put("promptTokenCount", answer.promptTokens())
                .put("cachedContentTokenCount", answer.cachedTokens())
                .put("candidatesTokenCount", candidateTokens)
                .put("totalTokenCount", answer.promptTokens() + candidateTokens);
        return body.put("modelVersion", call.model()).put("responseId", call.id("resp_"));
    }

    /** Every event counts the tokens so far; a call comes whole; there is no end mark. */
    @Override
    public List<BodyChunk> events(ModelAnswer answer, ReceivedCall call) {
        List<BodyChunk> events = new ArrayList<>();
        if (answer.reasons()) {
            events.add(event(Kind.FRAME, body(JsonText.array().add(thought()), null, answer, 0, call)));
        }
        for (int i = 0; answer.tools().isEmpty() && i < answer.tokens().size(); i++) {
            ArrayNode parts = JsonText.array();
            parts.addObject().put("text", answer.tokens().get(i));
            events.add(event(Kind.TOKEN, body(parts, null, answer, answer.countsAlong() ? i / 2 : i + 1, call)));
        }
        for (int i = 0; i < answer.tools().size(); i++) {
            ArrayNode parts = JsonText.array().add(functionCall(answer, call, i));
            events.add(event(Kind.TOKEN, body(parts, null, answer, i + 1, call)));
        }
        ArrayNode none = JsonText.array();
        ObjectNode empty = none.addObject().put("text", "");
        if (answer.tools().isEmpty()) {
            signed(empty, answer);
        }
        int all = answer.completionTokens();
        events.add(event(Kind.FINISH, body(none, answer.finish(), answer, answer.countsAlong() ? all / 2 : all, call)));
        if (answer.countsAlong()) {
            ObjectNode total = body(JsonText.array(), null, answer, all, call);
            total.remove("candidates");
            events.add(event(Kind.USAGE, total));
        }
        return events;
    }

    private static BodyChunk event(Kind kind, ObjectNode data) {
        return new BodyChunk(kind, "data: " + data + "\r\n\r\n");
    }

    @Override
    public ApiError error(ErrorReply complaint) {
        String argument = "INVALID_ARGUMENT";
        return switch (complaint) {
            case CONTEXT_LENGTH ->
                new ApiError(
                        400,
                        argument,
                        "The input token count (210000) exceeds the maximum number of tokens allowed (200000).");
            // A refused prompt is told in an answer without candidates.
            case CONTENT_POLICY -> new ApiError(200, "PROHIBITED_CONTENT", "");
            case INVALID_REQUEST -> new ApiError(400, argument, "Request contains an invalid argument.");
            case NO_PREFILL -> new ApiError(400, argument, "The last turn must be the user's.");
            case INVALID_KEY ->
                new ApiError(400, argument, "API_KEY_INVALID", "API key not valid. Please pass a valid API key.");
            case FORBIDDEN -> new ApiError(403, "PERMISSION_DENIED", "The caller does not have permission.");
            case MODEL_NOT_FOUND ->
                new ApiError(
                        404,
                        "NOT_FOUND",
                        "models/m is not found for API version v1beta, or is not supported for generateContent.");
            case TOO_LARGE -> new ApiError(400, argument, "Request payload size exceeds the limit: 20971520 bytes.");
            case TOKENS_PER_MINUTE ->
                new ApiError(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "You exceeded your current quota. Quota exceeded for metric: input_token_count");
            case RATE_LIMIT ->
                new ApiError(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).");
            case QUOTA -> new ApiError(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.");
            case CREDIT -> new ApiError(400, argument, "Your credit balance is too low for this request.");
            case USAGE_LIMIT -> new ApiError(400, argument, "You have reached your specified API usage limits.");
            case REASONING -> new ApiError(400, argument, "Corrupted thought signature.");
            case SERVER -> new ApiError(500, "INTERNAL", "An internal error has occurred.");
            case OVERLOADED -> new ApiError(503, "UNAVAILABLE", "The model is overloaded. Please try again later.");
        };
    }

    @Override
    public String errorBody(ApiError error) {
        ObjectNode body = JsonText.object();
        if (error.status() < 400) {
            body.putObject("promptFeedback").put("blockReason", error.type());
            return body.toString();
        }
        ObjectNode inner = body.putObject("error")
                .put("code", error.status())
                .put("message", error.message())
                .put("status", error.type());
        if (error.code() != null) {
            inner.putArray("details")
                    .addObject()
                    .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                    .put("reason", error.code());
        }
        return body.toString();
    }

    @Override
    public String errorEvent(ApiError error) {
        return "data: " + errorBody(error) + "\r\n\r\n";
    }

    @Override
    public String brokenEvent() {
        return "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"br\r\n\r\n";
    }

    @Override
    public String unknownEvent() {
        return "event: weather\nid: 7\nretry: 1000\ndata: {\"sky\":\"grey\"}\n\n";
    }

    /** The API has no such fields. */
    @Override
    public Map<String, String> remaining(int requests, int tokens) {
        return Map.of();
    }
}
