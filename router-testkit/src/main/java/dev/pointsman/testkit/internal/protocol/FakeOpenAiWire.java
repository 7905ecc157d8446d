package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.testkit.internal.protocol.FakeWire.ApiError;
import dev.pointsman.testkit.internal.protocol.FakeWire.FakeOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wire format of OpenAI: chat completions and embeddings, as spoken by many providers. */
public final class FakeOpenAiWire implements FakeWire {

    @Override
    public Optional<FakeOperation> operation(String path) {
        if (path.endsWith("/chat/completions")) {
            return Optional.of(FakeOperation.CHAT);
        }
        return path.endsWith("/embeddings") ? Optional.of(FakeOperation.EMBEDDINGS) : Optional.empty();
    }

    @Override
    public Optional<String> missingField(ReceivedCall call) {
        // The model may be absent: some hosts name it in the path.
        String needed = call.operation() == FakeOperation.CHAT ? "messages" : "input";
        return call.body().path(needed).isEmpty()
                        && call.body().path(needed).asText().isEmpty()
                ? Optional.of(needed)
                : Optional.empty();
    }

    @Override
    public String json(ModelAnswer answer, ReceivedCall call) {
        ObjectNode body =
                call.operation() == FakeOperation.CHAT ? OpenAiCompletion.of(answer, call) : OpenAiEmbeddings.of(call);
        return body.toString();
    }

    @Override
    public List<BodyChunk> events(ModelAnswer answer, ReceivedCall call) {
        return new FakeOpenAiStream(answer, call).events();
    }

    @Override
    public ApiError error(ErrorReply complaint) {
        String request = "invalid_request_error";
        return switch (complaint) {
            case CONTEXT_LENGTH ->
                new ApiError(
                        400,
                        request,
                        "context_length_exceeded",
                        "The messages are longer than this model's maximum context length.");
            case CONTENT_POLICY ->
                new ApiError(400, request, "content_policy_violation", "The prompt was refused by the safety system.");
            case INVALID_REQUEST -> new ApiError(400, request, "The request is not valid.");
            case NO_PREFILL -> new ApiError(400, request, "The last message must not be the assistant's.");
            case INVALID_KEY -> new ApiError(401, request, "invalid_api_key", "The API key is not valid.");
            case FORBIDDEN ->
                new ApiError(
                        403, "request_forbidden", "unsupported_country_region_territory", "Not available from here.");
            case MODEL_NOT_FOUND -> new ApiError(404, request, "model_not_found", "The model does not exist.");
            case TOO_LARGE -> new ApiError(413, request, "The request is too large.");
            case TOKENS_PER_MINUTE ->
                new ApiError(
                        413,
                        "tokens",
                        "rate_limit_exceeded",
                        "The request is over the limit of tokens per minute (TPM).");
            case RATE_LIMIT -> new ApiError(429, "requests", "rate_limit_exceeded", "Too many requests per minute.");
            case QUOTA -> new ApiError(429, "insufficient_quota", "insufficient_quota", "The quota is used up.");
            case CREDIT -> new ApiError(400, request, "Your credit balance is too low for this request.");
            case USAGE_LIMIT -> new ApiError(400, request, "You have reached your specified API usage limits.");
            case REASONING ->
                new ApiError(
                        400,
                        request,
                        "invalid_encrypted_content",
                        "The encrypted content gAAA...xQ== could not be verified.");
            case SERVER -> new ApiError(500, "server_error", "The server had an error.");
            case OVERLOADED -> new ApiError(503, "server_error", "The server is overloaded.");
        };
    }

    @Override
    public String errorBody(ApiError error) {
        ObjectNode body = JsonText.object();
        body.putObject("error")
                .put("message", error.message())
                .put("type", error.type())
                .putNull("param")
                .put("code", error.code());
        return body.toString();
    }

    @Override
    public String errorEvent(ApiError error) {
        return "data: " + errorBody(error) + "\n\n";
    }

    @Override
    public String brokenEvent() {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"br\n\n";
    }

    @Override
    public String unknownEvent() {
        return "event: weather\nid: 7\nretry: 1000\ndata: {\"object\":\"weather.report\",\"sky\":\"grey\"}\n\n";
    }

    @Override
    public Map<String, String> remaining(int requests, int tokens) {
        return Map.of(
                "x-ratelimit-remaining-requests", Integer.toString(requests),
                "x-ratelimit-remaining-tokens", Integer.toString(tokens));
    }
}
