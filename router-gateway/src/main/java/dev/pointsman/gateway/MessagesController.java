package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.access.PublicApi;
import dev.pointsman.gateway.request.JsonBodies;
import dev.pointsman.gateway.response.ClientFormats;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.messages.MessagesProtocol;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Controller of Anthropic's Messages: routes each request and returns the serving model in the response headers. */
@PublicApi
@Controller("/v1/messages")
@Consumes(MediaType.ALL)
final class MessagesController {
    private final ChatCalls calls;
    private final JsonBodies bodies;
    private final RouteRequestFactory routes;
    private final MessagesProtocol protocol = new MessagesProtocol();

    MessagesController(ChatCalls calls, JsonBodies bodies, RouteRequestFactory routes) {
        this.calls = calls;
        this.bodies = bodies;
        this.routes = routes;
    }

    /**
     * Returns one answer, whole or as server-sent events.
     *
     * @param http the request as the server sees it
     * @param body the request in Anthropic's form
     * @return the response; for a stream it waits for the first token
     */
    @Post
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    Mono<MutableHttpResponse<?>> create(HttpRequest<?> http, @Body byte @Nullable [] body) {
        return calls.serve(http, body, protocol);
    }

    /**
     * Returns an estimate of the tokens of a request; no model is called.
     *
     * @param http the request as the server sees it
     * @param body the request in Anthropic's form
     * @return the number of tokens
     */
    @Post("/count_tokens")
    Mono<MutableHttpResponse<?>> count(HttpRequest<?> http, @Body byte @Nullable [] body) {
        return bodies.read(http, body).map(json -> {
            JsonNode counted = protocol.tokens(json);
            routes.check(JsonFields.text(json, "model"));
            return ClientFormats.identified(
                    http, HttpResponse.ok(JsonReader.bytes(counted)).contentType(MediaType.APPLICATION_JSON_TYPE));
        });
    }
}
