package dev.pointsman.gateway.deferred;

import dev.pointsman.gateway.access.PublicApi;
import dev.pointsman.gateway.response.ErrorResponses;
import dev.pointsman.gateway.response.RefusedCallException;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.state.CallQueue;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Controller of deferred calls: returns their answers, and cancels them. */
@PublicApi
@Controller(DeferredResponses.PATH)
final class DeferredController {
    private final @Nullable SealedCalls calls;

    DeferredController(@Nullable SealedCalls calls) {
        this.calls = calls;
    }

    /**
     * Returns the answer of a deferred call of the same tenant.
     *
     * @param http the request as the server sees it
     * @param id the call's id
     * @return status 202 while it waits, then the answer
     */
    @Get("/{id}")
    Mono<MutableHttpResponse<?>> find(HttpRequest<?> http, String id) {
        SealedCalls known = calls;
        if (known == null || !DeferredIntake.isId(id)) {
            return unknown(id);
        }
        ResponseStore.Key key = new ResponseStore.Key(RouterHeaders.tenant(http), id);
        return ask(known, queue -> queue.find(key))
                .<MutableHttpResponse<?>>map(state -> response(known, key, state))
                .switchIfEmpty(unknown(id));
    }

    private static MutableHttpResponse<?> response(SealedCalls calls, ResponseStore.Key key, CallQueue.State state) {
        byte[] result = state.result();
        if (result == null) {
            return DeferredResponses.waiting(key.id(), state.added(), null, calls.settings());
        }
        StoredMessage answer = calls.answer(key, result);
        if (answer == null) {
            throw new HttpStatusException(
                    HttpStatus.GONE,
                    "the answer cannot be read: it was stored with another " + DeferSettings.PREFIX + "key");
        }
        return DeferredResponses.ended(answer, state.lost());
    }

    /**
     * Cancels a deferred call, or removes its answer.
     *
     * @param http the request as the server sees it
     * @param id the call's id
     * @return the id and whether it was removed
     */
    @Delete("/{id}")
    Mono<MutableHttpResponse<?>> remove(HttpRequest<?> http, String id) {
        SealedCalls known = calls;
        if (known == null || !DeferredIntake.isId(id)) {
            return unknown(id);
        }
        ResponseStore.Key key = new ResponseStore.Key(RouterHeaders.tenant(http), id);
        return ask(known, queue -> queue.remove(key))
                .filter(Boolean::booleanValue)
                .<MutableHttpResponse<?>>map(removed -> HttpResponse.ok(JsonReader.bytes(JsonFields.build()
                                .put("id", id)
                                .put("object", "deferred_call")
                                .put("deleted", true)
                                .node()))
                        .contentType(MediaType.APPLICATION_JSON_TYPE))
                .switchIfEmpty(unknown(id));
    }

    private static <T> Mono<T> ask(SealedCalls calls, Function<CallQueue, CompletionStage<T>> question) {
        return Mono.fromCompletionStage(() -> question.apply(calls.queue()))
                .onErrorMap(failed -> RefusedCallException.overloaded("the queue of deferred calls cannot be reached"));
    }

    private static Mono<MutableHttpResponse<?>> unknown(String id) {
        return Mono.error(() -> new HttpStatusException(
                HttpStatus.NOT_FOUND,
                "deferred call: " + ErrorResponses.excerpt(id) + " (expected: one that has not expired)"));
    }
}
