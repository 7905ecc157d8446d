package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.chat.SlowReaderException;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Controller of chat completions: routes each request and returns the serving model in the response headers. */
@PublicApi
@Controller("/v1/chat/completions")
@Consumes(MediaType.ALL)
final class ChatController {
    private final ChatClient client;
    private final RouteRequestFactory routes;
    private final JsonBodies bodies;
    private final GracefulShutdown drain;
    private final CostFields costs;
    private final WholeAnswers whole;

    ChatController(
            ChatClient client,
            RouteRequestFactory routes,
            JsonBodies bodies,
            GracefulShutdown drain,
            CostFields costs,
            WholeAnswers whole) {
        this.client = client;
        this.routes = routes;
        this.bodies = bodies;
        this.drain = drain;
        this.costs = costs;
        this.whole = whole;
    }

    /**
     * Returns one answer, whole or as server-sent events.
     *
     * @param http the request as the server sees it
     * @param body the request in OpenAI's shape
     * @return the response; for a stream it waits for the first token
     */
    @Post
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    Mono<MutableHttpResponse<?>> complete(HttpRequest<?> http, @Body byte @Nullable [] body) {
        return ClientDisconnect.ends(
                http, drain.around(http, bodies.read(http, body).flatMap(json -> answer(http, json))));
    }

    private Mono<MutableHttpResponse<?>> answer(HttpRequest<?> http, JsonNode json) {
        ChatRequest request = ChatRequest.of(json);
        RouteRequest route = CallerIdentity.named(
                http, routes.of(request.model(), RouterHeaders.goal(http), RouterHeaders.tenant(http)));
        return request.stream()
                ? stream(http, route, request)
                : whole.of(http, client.completeAsync(route, request), ChatResponse::json, ChatResponse::usage);
    }

    private Mono<MutableHttpResponse<?>> stream(HttpRequest<?> http, RouteRequest route, ChatRequest request) {
        boolean usage = UsageChunks.areAskedFor(request.json());
        return client.stream(route, request)
                .map(result -> StreamHeaders.add(
                                RouterHeaders.add(HttpResponse.ok(events(http, result, usage)), result))
                        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE));
    }

    /** Returns the events of a stream; one that fails ends with an error event and without {@code [DONE]}. */
    private Flux<Event<String>> events(HttpRequest<?> http, RouteResult<Flux<ChatChunk>> result, boolean usage) {
        return drain.around(result.value())
                .doOnError(SlowReaderException.class, e -> ClientDisconnect.disconnect(http))
                .mapNotNull(chunk ->
                        usage || !UsageChunks.isOne(chunk.json()) ? Event.of(text(chunk, result.model())) : null)
                .concatWithValues(Event.of("[DONE]"))
                .onErrorResume(e ->
                        Flux.just(Event.of(bodies.write(ErrorResponses.of(e).body()))));
    }

    /** Returns the JSON of a chunk: the provider's own bytes if the chunk needs no change. */
    private String text(ChatChunk chunk, Model model) {
        JsonNode priced = costs.priced(chunk, model);
        if (priced != null) {
            return JsonBodies.write(priced);
        }
        return chunk.source().isEmpty() ? JsonBodies.write(chunk.json()) : chunk.source();
    }
}
