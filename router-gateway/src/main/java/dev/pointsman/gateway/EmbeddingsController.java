package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.access.PublicApi;
import dev.pointsman.gateway.deferred.DeferrableAddress;
import dev.pointsman.gateway.deferred.DeferredIntake;
import dev.pointsman.gateway.request.JsonBodies;
import dev.pointsman.gateway.response.CallerTenant;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.EmbeddingResponse;
import dev.pointsman.wire.JsonReader;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Controller of embeddings: routes each request and returns the serving model in the response headers. */
@PublicApi
@Controller(EmbeddingsController.PATH)
@Consumes(MediaType.ALL)
final class EmbeddingsController implements DeferrableAddress {
    static final String PATH = "/v1/embeddings";

    private final ChatClient client;
    private final RouteRequestFactory routes;
    private final JsonBodies bodies;
    private final GracefulShutdown drain;
    private final CostFields costs;
    private final WholeAnswers whole;
    private final DeferredIntake deferred;

    EmbeddingsController(
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

    /**
     * Returns vectors for texts.
     *
     * @param http the request as the server sees it
     * @param body the request in OpenAI's shape
     * @return the response
     */
    @Post
    Mono<MutableHttpResponse<?>> embed(HttpRequest<?> http, @Body byte @Nullable [] body) {
        return ClientDisconnect.ends(
                http, drain.around(http, bodies.read(http, body).flatMap(json -> answer(http, json, body))));
    }

    private Mono<MutableHttpResponse<?>> answer(HttpRequest<?> http, JsonNode json, byte @Nullable [] body) {
        EmbeddingRequest request = EmbeddingRequest.of(json);
        RouteRequest route = CallerIdentity.named(
                        http, routes.of(request.model(), RouterHeaders.goal(http), RouterHeaders.tenant(http)))
                .toBuilder()
                .key(CallerTenant.key(http))
                .charges(DeferredIntake.charges(http))
                .build();
        return deferred.around(
                http,
                body == null ? new byte[0] : body,
                whole.of(
                        http,
                        client.embedAsync(route, request),
                        (answer, cost) -> JsonReader.bytes(costs.with(answer.json(), cost)),
                        EmbeddingResponse::usage));
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Mono<MutableHttpResponse<?>> replay(HttpRequest<?> request, byte[] body) {
        return embed(request, body);
    }
}
