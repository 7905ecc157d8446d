package dev.pointsman.gateway.deferred;

import dev.pointsman.failure.RoutingException;
import dev.pointsman.gateway.deferred.DeferredCallStatus.Event;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.model.ChargeReceiver;
import dev.pointsman.policy.FailoverPolicy.WhenExhausted;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.ResponseStore;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Intake of deferred calls: a call that cannot be served now is added to the queue, if its pool and its caller allow it.
 * Thread-safe.
 */
@Singleton
public final class DeferredIntake {
    /** Header and value of RFC 7240 by which a client accepts an answer that comes later. */
    private static final String PREFER = "Prefer";

    private static final String ASYNC = "respond-async";
    private static final Logger LOG = LoggerFactory.getLogger(DeferredIntake.class);
    private static final Pattern ID = Pattern.compile("def_[0-9a-f]{32}");
    private static final int ID_BYTES = 16;

    private final @Nullable SealedCalls calls;
    private final ModelRouter router;
    private final ReplayRequests requests;
    private final DeferredCallStatus status;
    private final SecureRandom random = new SecureRandom();

    DeferredIntake(
            @Nullable SealedCalls calls, ModelRouter router, ReplayRequests requests, DeferredCallStatus status) {
        this.calls = calls;
        this.router = router;
        this.requests = requests;
        this.status = status;
    }

    /**
     * Returns the response of a call that is not streamed; a later answer's address if the call is deferred.
     *
     * @param http the request as the server sees it
     * @param body its body
     * @param call the call
     */
    public Mono<MutableHttpResponse<?>> around(HttpRequest<?> http, byte[] body, Mono<MutableHttpResponse<?>> call) {
        SealedCalls queue = calls;
        return queue == null || !isAsked(http) || body.length > queue.settings().largest()
                ? call
                : call.onErrorResume(
                        RoutingException.class,
                        failed -> isDeferrable(failed) ? add(queue, http, body, failed) : Mono.error(failed));
    }

    private static boolean isAsked(HttpRequest<?> http) {
        List<String> preferences = http.getHeaders().getAll(PREFER);
        return !preferences.isEmpty()
                && List.of(String.join(",", preferences)
                                .toLowerCase(Locale.ROOT)
                                .split("\\s*[,;]\\s*", -1))
                        .contains(ASYNC);
    }

    private boolean isDeferrable(RoutingException failed) {
        Pool pool = router.pool(failed.trace().pool());
        return pool != null && pool.failover().whenExhausted() == WhenExhausted.DEFER && Deferral.isPossible(failed);
    }

    private Mono<MutableHttpResponse<?>> add(
            SealedCalls queue, HttpRequest<?> http, byte[] body, RoutingException failed) {
        ResponseStore.Key key = new ResponseStore.Key(RouterHeaders.tenant(http), newId());
        Duration wait = Deferral.pause(failed, 1);
        return Mono.fromCompletionStage(() -> queue.add(key, requests.message(http, body)))
                .onErrorResume(gone -> {
                    LOG.warn("A call was not deferred, as the queue cannot be reached: {}", gone.toString());
                    return Mono.just(false);
                })
                .flatMap(added -> {
                    status.count(added ? Event.ACCEPTED : Event.REFUSED);
                    return added
                            ? Mono.just(DeferredResponses.waiting(key.id(), Instant.now(), wait, queue.settings())
                                    .header("Preference-Applied", ASYNC))
                            : Mono.error(failed);
                });
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private String newId() {
        byte[] bits = new byte[ID_BYTES];
        random.nextBytes(bits);
        return "def_" + HexFormat.of().formatHex(bits);
    }

    /**
     * Returns the receiver of the charges of a deferred call.
     *
     * @param http the request
     * @return the receiver; null if it is no deferred call
     */
    public static @Nullable ChargeReceiver charges(HttpRequest<?> http) {
        return ReplayRequests.charges(http);
    }
}
