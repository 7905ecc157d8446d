package dev.pointsman.micronaut.chat;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.router.ProviderException;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks one provider; whatever goes wrong comes as a {@link ProviderException}. Nothing is sent before somebody
 * subscribes, and every subscription sends anew. A cancelled subscription closes its connection. Thread-safe.
 */
final class ProviderClient implements AutoCloseable {
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;
    private static final int LARGEST_ERROR = 64 * 1024;
    private static final Duration PATIENCE_WITH_ERRORS = Duration.ofSeconds(3);

    private final ProviderSettings settings;
    private final JsonReader json;
    private final WireProtocol wire;
    private final ProviderErrors errors;
    private final ProviderHttp http;

    ProviderClient(ProviderSettings settings, JsonMapper mapper, InstantSource clock) {
        this.settings = settings;
        this.json = new JsonReader(mapper);
        this.wire = switch (settings.wire()) {
            case OPENAI -> new OpenAiWire(json);
            case ANTHROPIC -> new AnthropicWire(json, clock);
        };
        this.errors = new ProviderErrors(json, new Secrets(settings), clock);
        this.http = new ProviderHttp(settings, wire.headers(settings.apiKey()));
    }

    Mono<ChatResponse> complete(Model model, ChatRequest request) {
        return Mono.defer(() -> exchange(wire.chatPath(), wire.chatRequest(model, request, false), wire::chatResponse));
    }

    Mono<EmbeddingResponse> embed(Model model, EmbeddingRequest request) {
        return Mono.defer(
                () -> exchange(wire.embeddingPath(), wire.embeddingRequest(model, request), wire::embeddingResponse));
    }

    /** The chunks; the first one comes with or after the first token. */
    Flux<ChatChunk> stream(Model model, ChatRequest request) {
        return Flux.defer(() -> {
            byte[] body = json.bytes(wire.chatRequest(model, request, true));
            HttpCall call = http.post(wire.chatPath(), body, "text/event-stream");
            return new ChatStream(call, wire.streamReader(request), settings, errors)
                    .chunks(call.response().flatMapMany(response -> events(call, response)));
        });
    }

    private <T> Mono<T> exchange(String path, JsonNode request, Function<JsonNode, T> reader) {
        HttpCall call = http.post(path, json.bytes(request), "application/json");
        return call.response()
                .flatMap(response -> isGood(response)
                        ? whole(call, response).map(body -> reader.apply(body))
                        : this.<T>refusal(call, response))
                .timeout(settings.responseTimeout(), Mono.error(() -> late()))
                .onErrorMap(error -> errors.from(error, call.hasResponded()));
    }

    private Mono<JsonNode> whole(HttpCall call, ByteBodyHttpResponse<?> response) {
        return HttpCall.bytes(response, LARGEST_ANSWER).doOnCancel(call::abort).map(bytes -> {
            JsonNode body = json.object(bytes, "the answer");
            if (Json.field(body, "error") != null) {
                throw new ReportedErrorException(body);
            }
            return body;
        });
    }

    private Flux<byte[]> events(HttpCall call, ByteBodyHttpResponse<?> response) {
        if (!isGood(response)) {
            return this.<byte[]>refusal(call, response).flux();
        }
        String type = response.getHeaders().get("Content-Type", String.class, "");
        if (type.startsWith("application/json") || type.startsWith("text/html")) {
            return whole(call, response)
                    .<byte[]>map(body -> {
                        throw Faults.badResponse("a JSON document", "a stream of events");
                    })
                    .flux();
        }
        return HttpCall.bytes(response);
    }

    /** The failure that a refusing answer means; its words matter less than that it comes soon. */
    private <T> Mono<T> refusal(HttpCall call, ByteBodyHttpResponse<?> response) {
        return HttpCall.bytes(response, LARGEST_ERROR)
                .doOnCancel(call::abort)
                .timeout(PATIENCE_WITH_ERRORS)
                .onErrorReturn(new byte[0])
                .flatMap(body -> Mono.error(errors.refused(response.code(), response.getHeaders(), body)));
    }

    private ProviderException late() {
        return Faults.of(
                FailureKind.TIMEOUT,
                "no answer within " + settings.responseTimeout().toMillis() + " ms");
    }

    private static boolean isGood(ByteBodyHttpResponse<?> response) {
        return response.code() >= 200 && response.code() < 300;
    }

    @Override
    public void close() {
        http.close();
    }
}
