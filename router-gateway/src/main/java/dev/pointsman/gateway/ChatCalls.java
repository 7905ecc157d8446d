package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.deferred.DeferredIntake;
import dev.pointsman.gateway.request.BrokenEnds;
import dev.pointsman.gateway.request.JsonBodies;
import dev.pointsman.gateway.response.ClientFormats;
import dev.pointsman.gateway.response.ErrorResponses;
import dev.pointsman.gateway.response.HeaderText;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.micronaut.answer.ReasoningResets;
import dev.pointsman.micronaut.cache.CacheUse;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.chat.SlowReaderException;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ClientProtocol;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.ServerEvent;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls of chat models, in the protocol of any client: reads the request, routes it, and writes the answer or the stream
 * with the headers of the serving model.
 */
@Singleton
final class ChatCalls {
    private final ChatClient client;
    private final RouteRequestFactory routes;
    private final JsonBodies bodies;
    private final GracefulShutdown drain;
    private final CostFields costs;
    private final WholeAnswers whole;
    private final DeferredIntake deferred;

    ChatCalls(
            ChatClient client,
            RouteRequestFactory routes,
            JsonBodies bodies,
            GracefulShutdown drain,
            CostFields costs,
            WholeAnswers whole,
            DeferredIntake deferred) {
        this.client = client;
        this.routes = routes;
        this.bodies = bodies;
        this.drain = drain;
        this.costs = costs;
        this.whole = whole;
        this.deferred = deferred;
    }

    /** Returns one answer, whole or as server-sent events; a stream's response waits for its first token. */
    Mono<MutableHttpResponse<?>> serve(HttpRequest<?> http, byte @Nullable [] body, ClientProtocol protocol) {
        return serve(http, body, json -> Mono.just(protocol));
    }

    /** Returns one answer in a protocol that depends on the request, and may have to be waited for. */
    Mono<MutableHttpResponse<?>> serve(
            HttpRequest<?> http, byte @Nullable [] body, Function<JsonNode, Mono<ClientProtocol>> protocols) {
        byte[] bytes = body == null ? new byte[0] : body;
        return ClientDisconnect.ends(
                http,
                drain.around(
                        http,
                        bodies.read(http, body)
                                .flatMap(json -> protocols
                                        .apply(json)
                                        .flatMap(protocol -> answer(http, json, bytes, protocol)))));
    }

    private Mono<MutableHttpResponse<?>> answer(
            HttpRequest<?> http, JsonNode json, byte[] body, ClientProtocol protocol) {
        ChatRequest request = protocol.request(json, body, handedOn(http, protocol));
        RouteRequest route = routes.of(http, request, json);
        ReasoningResets resets = new ReasoningResets();
        CacheUse use = RouterHeaders.cacheUse(http);
        Mono<MutableHttpResponse<?>> response = request.stream()
                ? stream(http, resets.during(use.during(client.stream(route, request))), request, protocol)
                : deferred.around(
                        http,
                        body,
                        whole.of(
                                http,
                                resets.during(use.during(client.completeAsync(route, request))),
                                (answer, cost) -> protocol.response(priced(answer, cost)),
                                ChatResponse::usage));
        return response.map(answer -> RouterHeaders.add(RouterHeaders.add(answer, resets), use));
    }

    /** Returns the headers of a request that a provider of its protocol gets. */
    static Map<String, String> handedOn(HttpRequest<?> http, ClientProtocol protocol) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : protocol.headers()) {
            String value = String.join(",", http.getHeaders().getAll(name));
            if (!value.isEmpty() && HeaderText.isPlain(value)) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private ChatResponse priced(ChatResponse answer, @Nullable BigDecimal cost) {
        return answer.isAsReceived() ? answer : answer.with(costs.with(answer.json(), cost));
    }

    private Mono<MutableHttpResponse<?>> stream(
            HttpRequest<?> http,
            Mono<RouteResult<Flux<ChatChunk>>> results,
            ChatRequest request,
            ClientProtocol protocol) {
        return results.map(result -> ClientFormats.identified(
                http,
                StreamHeaders.add(RouterHeaders.add(HttpResponse.ok(events(http, result, request, protocol)), result))
                        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)));
    }

    /** Returns the events of a stream; one that fails ends with an error event and a broken connection. */
    private Flux<EventBytes> events(
            HttpRequest<?> http, RouteResult<Flux<ChatChunk>> result, ChatRequest request, ClientProtocol protocol) {
        ClientStream stream = protocol.stream(request);
        Flux<List<ServerEvent>> events = drain.around(result.value())
                .doOnError(SlowReaderException.class, e -> BrokenEnds.disconnect(http))
                .map(chunk -> stream.write(priced(chunk, result)))
                .concatWith(Mono.fromSupplier(stream::end));
        Function<Throwable, Mono<List<ServerEvent>>> errors =
                e -> Mono.just(stream.fail(ErrorResponses.of(e).error()));
        return JoinedEvents.of(
                http, stream.isBroken() ? BrokenEnds.after(http, events, errors) : events.onErrorResume(errors));
    }

    private ChatChunk priced(ChatChunk chunk, RouteResult<?> result) {
        JsonNode priced = chunk.event() == null ? costs.priced(chunk, result) : null;
        return priced == null ? chunk : new ChatChunk(priced);
    }
}
