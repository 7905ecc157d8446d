package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.request.JsonBodies;
import dev.pointsman.gateway.response.ClientFormats;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.micronaut.answer.TokenCount;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.messages.MessagesProtocol;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers to requests for the number of tokens of a prompt: those of the provider of the model that a decision would
 * choose, else an estimate, which a header marks.
 */
@Singleton
final class PromptTokens {
    private final ChatClient client;
    private final JsonBodies bodies;
    private final RouteRequestFactory routes;

    PromptTokens(ChatClient client, JsonBodies bodies, RouteRequestFactory routes) {
        this.client = client;
        this.bodies = bodies;
        this.routes = routes;
    }

    Mono<MutableHttpResponse<?>> of(HttpRequest<?> http, byte @Nullable [] body, MessagesProtocol protocol) {
        byte[] bytes = body == null ? new byte[0] : body;
        return bodies.read(http, body).flatMap(json -> {
            ChatRequest request = protocol.countRequest(json, bytes, ChatCalls.handedOn(http, protocol));
            RouteRequest route = routes.of(http, request, json);
            return ClientDisconnect.ends(
                    http,
                    client.countTokens(route, request)
                            .<MutableHttpResponse<?>>map(count -> counted(http, count))
                            .switchIfEmpty(Mono.<MutableHttpResponse<?>>fromSupplier(
                                    () -> estimated(http, protocol.estimate(request)))));
        });
    }

    private static MutableHttpResponse<?> counted(HttpRequest<?> http, TokenCount count) {
        return RouterHeaders.add(answer(http, count.answer()), count.model());
    }

    private static MutableHttpResponse<?> estimated(HttpRequest<?> http, JsonNode answer) {
        return answer(http, answer).header(RouterHeaders.ESTIMATED, "true");
    }

    private static MutableHttpResponse<?> answer(HttpRequest<?> http, JsonNode answer) {
        return ClientFormats.identified(
                http, HttpResponse.ok(JsonReader.bytes(answer)).contentType(MediaType.APPLICATION_JSON_TYPE));
    }
}
