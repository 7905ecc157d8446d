package dev.pointsman.gateway.deferred;

import dev.pointsman.failure.RoutingException;
import dev.pointsman.gateway.response.ClientFormats;
import dev.pointsman.gateway.response.ErrorResponses;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.state.CallQueue;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Execution of deferred calls: each is served as a new request would be, and its response or the wait is the outcome. */
@Singleton
final class DeferredRun {
    private static final String ROUTER = "x-router-";

    private final List<DeferrableAddress> addresses;
    private final ReplayRequests requests;
    private final JsonMapper json;

    /**
     * Outcome of a run.
     *
     * @param answer the answer; null if the call waits again
     * @param pause the time until the next run; null with an answer
     * @param isFailed whether the answer is an error
     */
    record Outcome(@Nullable StoredMessage answer, @Nullable Duration pause, boolean isFailed) {}

    DeferredRun(List<DeferrableAddress> addresses, ReplayRequests requests, JsonMapper json) {
        this.addresses = List.copyOf(addresses);
        this.requests = requests;
        this.json = json;
    }

    /** Returns the outcome of a call; never fails. */
    Mono<Outcome> of(CallQueue.Run run, StoredMessage call, RunCharges charges) {
        return Mono.fromSupplier(() -> requests.request(run.key(), call, charges))
                .flatMap(request -> {
                    ErrorResponses.Answer refusal = requests.refusal(run.key(), call);
                    return refusal == null ? served(request, run, call) : Mono.just(failed(request, refusal));
                })
                .onErrorResume(broken -> Mono.just(failed(run, null, ErrorResponses.of(broken))));
    }

    private Mono<Outcome> served(HttpRequest<?> request, CallQueue.Run run, StoredMessage call) {
        return Mono.defer(() -> address(call.head()).replay(request, call.body()))
                .map(response -> new Outcome(message(response), null, false))
                .onErrorResume(failed -> Mono.fromSupplier(() -> failed(request, failed, run.number())));
    }

    private DeferrableAddress address(String path) {
        return addresses.stream()
                .filter(address -> address.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "path: " + path + " (expected: an address whose calls can be deferred)"));
    }

    private Outcome failed(HttpRequest<?> request, Throwable failed, int runs) {
        Duration pause = Deferral.pause(failed, runs);
        if (pause != null) {
            return new Outcome(null, pause, false);
        }
        MutableHttpResponse<?> response = ClientFormats.error(request, ErrorResponses.of(failed));
        return new Outcome(
                message(failed instanceof RoutingException routing ? RouterHeaders.add(response, routing) : response),
                null,
                true);
    }

    /** Returns the outcome of a call that ends with an error of the gateway. */
    Outcome failed(CallQueue.Run run, @Nullable StoredMessage call, ErrorResponses.Answer error) {
        StoredMessage known = call == null ? new StoredMessage("/", Map.of(), new byte[0]) : call;
        return failed(requests.request(run.key(), known, new RunCharges()), error);
    }

    private Outcome failed(HttpRequest<?> request, ErrorResponses.Answer error) {
        return new Outcome(message(ClientFormats.error(request, error)), null, true);
    }

    static ErrorResponses.Answer expired(Duration expire) {
        return new ErrorResponses.Answer(
                HttpStatus.GATEWAY_TIMEOUT,
                "the call could not be served within " + expire.toSeconds() + " s",
                "server_error",
                "deferred_call_expired");
    }

    static ErrorResponses.Answer unreadable() {
        return new ErrorResponses.Answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "the call cannot be read: it was stored with another " + DeferSettings.PREFIX + "key",
                "server_error",
                "deferred_call_unreadable");
    }

    private StoredMessage message(MutableHttpResponse<?> response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.getHeaders().forEach((name, values) -> {
            String known = name.toLowerCase(Locale.ROOT);
            if (!values.isEmpty()
                    && (known.startsWith(ROUTER)
                            || known.equals("request-id")
                            || name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE))) {
                headers.put(name, values.get(0));
            }
        });
        headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, "application/json");
        return new StoredMessage(String.valueOf(response.code()), headers, bytes(response.body()));
    }

    private byte[] bytes(@Nullable Object body) {
        try {
            return body instanceof byte[] bytes ? bytes : json.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
