package dev.pointsman.gateway;

import dev.pointsman.gateway.access.PublicApi;
import dev.pointsman.gateway.deferred.DeferrableAddress;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Controller of chat completions: routes each request and returns the serving model in the response headers. */
@PublicApi
@Controller(ChatController.PATH)
@Consumes(MediaType.ALL)
final class ChatController implements DeferrableAddress {
    static final String PATH = "/v1/chat/completions";

    private final ChatCalls calls;
    private final CompletionsProtocol protocol = new CompletionsProtocol();
    private final CompletionsProtocol mistral = new MistralProtocol();

    ChatController(ChatCalls calls) {
        this.calls = calls;
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
        return calls.serve(http, body, MistralProtocol.isClient(http) ? mistral : protocol);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Mono<MutableHttpResponse<?>> replay(HttpRequest<?> request, byte[] body) {
        return complete(request, body);
    }
}
