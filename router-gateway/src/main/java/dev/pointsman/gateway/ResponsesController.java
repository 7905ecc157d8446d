package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.access.PublicApi;
import dev.pointsman.gateway.deferred.DeferrableAddress;
import dev.pointsman.gateway.response.ErrorResponses;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.wire.ClientProtocol;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.responses.ResponsesProtocol;
import dev.pointsman.wire.responses.ResponsesRequest;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.HttpStatusException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Controller of OpenAI's Responses: routes each request, and returns stored responses. */
@PublicApi
@Controller(ResponsesController.PATH)
@Consumes(MediaType.ALL)
final class ResponsesController implements DeferrableAddress {
    static final String PATH = "/v1/responses";

    /** Header in which Codex names itself. */
    private static final String ORIGINATOR = "originator";

    private final ChatCalls calls;
    private final StoredResponses stored;

    ResponsesController(ChatCalls calls, StoredResponses stored) {
        this.calls = calls;
        this.stored = stored;
    }

    /**
     * Returns one answer, whole or as server-sent events.
     *
     * @param http the request as the server sees it
     * @param body the request in the form of Responses
     * @return the response; for a stream it waits for the first token
     */
    @Post
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    Mono<MutableHttpResponse<?>> create(HttpRequest<?> http, @Body byte @Nullable [] body) {
        return calls.serve(http, body, json -> protocol(http, json));
    }

    private Mono<ClientProtocol> protocol(HttpRequest<?> http, JsonNode json) {
        String tenant = RouterHeaders.tenant(http);
        return stored.resolved(tenant, ResponsesRequest.of(json)).map(conversation -> {
            ResponsesRequest request = conversation.request();
            String id = "resp_" + UUID.randomUUID().toString().replace("-", "");
            return new ResponsesProtocol(
                    request, id, Instant.now().getEpochSecond(), breaksFailures(http), response -> {
                        if (request.isStored()) {
                            stored.keep(tenant, conversation, response);
                        }
                    });
        });
    }

    /** Codex shows the message of a failure only if the body ends properly; other clients need a broken connection. */
    private static boolean breaksFailures(HttpRequest<?> http) {
        String originator = http.getHeaders().get(ORIGINATOR);
        return originator == null || !originator.startsWith("codex");
    }

    /**
     * Refuses a WebSocket, which Codex tries first: after status 426 it goes on with {@code POST} at once.
     *
     * @param http the request as the server sees it
     * @return status 426, or 405 for any other request
     */
    @Get
    HttpResponse<?> upgrade(HttpRequest<?> http) {
        boolean asked = "websocket".equalsIgnoreCase(http.getHeaders().get(HttpHeaders.UPGRADE));
        HttpStatus status = asked ? HttpStatus.UPGRADE_REQUIRED : HttpStatus.METHOD_NOT_ALLOWED;
        String message = http.getMethodName() + " /v1/responses (expected: POST, without a WebSocket)";
        return HttpResponse.status(status)
                .header(HttpHeaders.ALLOW, "POST")
                .header(HttpHeaders.UPGRADE, "HTTP/1.1")
                .body(ErrorResponses.body(message, "invalid_request_error", null));
    }

    /**
     * Returns a stored response.
     *
     * @param http the request as the server sees it
     * @param id the response's id
     * @return the response object
     */
    @Get("/{id}")
    Mono<MutableHttpResponse<?>> find(HttpRequest<?> http, String id) {
        return answered(stored.response(RouterHeaders.tenant(http), id), id);
    }

    /**
     * Returns the items that a stored response answered, those of earlier turns included.
     *
     * @param http the request as the server sees it
     * @param id the response's id
     * @return a list object
     */
    @Get("/{id}/input_items")
    Mono<MutableHttpResponse<?>> items(HttpRequest<?> http, String id) {
        return answered(
                stored.input(RouterHeaders.tenant(http), id)
                        .map(items -> JsonFields.build()
                                .put("object", "list")
                                .put("data", items)
                                .put("has_more", false)
                                .node()),
                id);
    }

    /**
     * Removes a stored response.
     *
     * @param http the request as the server sees it
     * @param id the response's id
     * @return the id and whether it was removed
     */
    @Delete("/{id}")
    Mono<MutableHttpResponse<?>> remove(HttpRequest<?> http, String id) {
        return answered(
                stored.remove(RouterHeaders.tenant(http), id)
                        .filter(Boolean::booleanValue)
                        .map(removed -> JsonFields.build()
                                .put("id", id)
                                .put("object", "response")
                                .put("deleted", true)
                                .node()),
                id);
    }

    private static Mono<MutableHttpResponse<?>> answered(Mono<JsonNode> found, String id) {
        return found.<MutableHttpResponse<?>>map(
                        json -> HttpResponse.ok(JsonReader.bytes(json)).contentType(MediaType.APPLICATION_JSON_TYPE))
                .switchIfEmpty(Mono.error(() -> new HttpStatusException(
                        HttpStatus.NOT_FOUND,
                        "response: " + ErrorResponses.excerpt(id)
                                + " (expected: a stored response that has not expired)")));
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Mono<MutableHttpResponse<?>> replay(HttpRequest<?> request, byte[] body) {
        return create(request, body);
    }
}
