package dev.pointsman.micronaut.chat;

import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireRequest;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.ClientAttributes;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.uri.UriBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** HTTP connections to one provider. Thread-safe. */
/*
 * The raw client is the one of Micronaut's clients that shows status, headers and body of an answer whether it streams
 * or not, good or bad. Timeouts are enforced by the callers.
 */
final class ProviderHttp implements AutoCloseable {
    /** Prefix of the service id of a provider's requests, by which metrics and filters distinguish them. */
    private static final String SERVICE = "pointsman-";

    /**
     * The address is set on the request: one given to the factory would be formatted and parsed again for every
     * request.
     */
    private static final String SET_BELOW = "";

    private static final byte[] NOTHING = {};

    private final ProviderSettings settings;
    private final WireProtocol wire;
    private final Map<String, URI> addresses = new ConcurrentHashMap<>(); // few per protocol
    private final RawHttpClient client;

    ProviderHttp(ProviderSettings settings, WireProtocol wire, HttpClients clients) {
        this.settings = settings;
        this.wire = wire;
        this.client = clients.open(settings);
    }

    /** Creates a request that is sent on subscription to its response. */
    HttpCall post(WireRequest rendered, byte[] body, String accept) {
        MutableHttpRequest<Object> request = HttpRequest.create(HttpMethod.POST, SET_BELOW)
                .uri(addresses.computeIfAbsent(rendered.path(), this::address))
                .header("Content-Type", "application/json")
                .header("Accept", accept);
        return call(request, body, rendered.headers());
    }

    /** Creates a request without a body, sent on subscription to its response. */
    HttpCall get(String path) {
        MutableHttpRequest<Object> request = HttpRequest.GET(SET_BELOW)
                .uri(addresses.computeIfAbsent(path, this::address))
                .header("Accept", "application/json");
        return call(request, null, Map.of());
    }

    private HttpCall call(MutableHttpRequest<Object> request, byte @Nullable [] body, Map<String, String> own) {
        wire.headers(new OutgoingRequest(request.getMethodName(), request.getUri(), body == null ? NOTHING : body))
                .forEach((name, value) -> request.getHeaders().set(name, value));
        own.forEach((name, value) -> request.getHeaders().set(name, value));
        settings.headers().forEach((name, value) -> request.getHeaders().set(name, value));
        ClientAttributes.setServiceId(request, SERVICE + settings.name());
        return new HttpCall(client, new ConnectedRequest(request, InterimResponses::skip), body);
    }

    private URI address(String path) {
        int query = path.indexOf('?');
        UriBuilder address = UriBuilder.of(settings.url()).path(query < 0 ? path : path.substring(0, query));
        if (query >= 0) {
            for (String parameter : path.substring(query + 1).split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                address.queryParam(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
            }
        }
        settings.query().forEach(address::queryParam);
        return address.build();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether a response is an answer of the API itself, also an error; a page or a redirect may come from another machine. */
    static boolean isReached(ByteBodyHttpResponse<?> response) {
        int status = response.code();
        boolean page =
                response.getHeaders().get("Content-Type", String.class, "").startsWith("text/html");
        boolean success = status >= 200 && status < 300 && !page;
        return success || (status >= 400 && status < 500 && status != 408 && status != 429);
    }
}
