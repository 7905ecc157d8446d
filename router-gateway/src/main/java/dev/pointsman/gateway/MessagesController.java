package dev.pointsman.gateway;

import dev.pointsman.gateway.access.PublicApi;
import dev.pointsman.gateway.deferred.DeferrableAddress;
import dev.pointsman.wire.messages.MessagesProtocol;
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

/** Controller of Anthropic's Messages: routes each request and returns the serving model in the response headers. */
@PublicApi
@Controller(MessagesController.PATH)
@Consumes(MediaType.ALL)
final class MessagesController implements DeferrableAddress {
    static final String PATH = "/v1/messages";

    private final ChatCalls calls;
    private final PromptTokens tokens;
    private final MessagesProtocol protocol = new MessagesProtocol();

    MessagesController(ChatCalls calls, PromptTokens tokens) {
        this.calls = calls;
        this.tokens = tokens;
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
     * Returns the number of tokens of a request: counted by Anthropic where the pool has a model of its protocol, else
     * estimated.
     *
     * @param http the request as the server sees it
     * @param body the request in Anthropic's form
     * @return the number of tokens
     */
    @Post("/count_tokens")
    Mono<MutableHttpResponse<?>> count(HttpRequest<?> http, @Body byte @Nullable [] body) {
        return tokens.of(http, body, protocol);
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
