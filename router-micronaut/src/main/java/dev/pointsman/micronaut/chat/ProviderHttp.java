package dev.pointsman.micronaut.chat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.ClientAttributes;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.uri.UriBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connections to one provider. Thread-safe. */
/*
 * The raw client is the one of Micronaut's clients that shows status, headers and body of an answer whether it streams
 * or not, good or bad. The limits are kept by those who wait.
 */
final class ProviderHttp implements AutoCloseable {
    /** What begins the service id of a provider's requests: metrics and filters tell them from the application's own. */
    private static final String SERVICE = "pointsman-";

    /** An address given to the factory is written out and read again for every request. */
    private static final String SET_BELOW = "";

    private final ProviderSettings settings;
    private final Map<String, String> wireHeaders;
    private final Map<String, URI> addresses = new ConcurrentHashMap<>(); // a wire has a handful
    private final RawHttpClient client;

    ProviderHttp(ProviderSettings settings, Map<String, String> wireHeaders, HttpClients clients) {
        this.settings = settings;
        this.wireHeaders = wireHeaders;
        this.client = clients.open(settings);
    }

    /** A request that is sent when somebody subscribes to its response. */
    HttpCall post(String path, byte[] body, String accept) {
        MutableHttpRequest<Object> request = HttpRequest.POST(SET_BELOW, null)
                .uri(addresses.computeIfAbsent(path, this::address))
                .header("Content-Type", "application/json")
                .header("Accept", accept);
        return call(request, body);
    }

    /** A request without a body, sent when its response is subscribed to. */
    HttpCall get(String path) {
        MutableHttpRequest<Object> request = HttpRequest.GET(SET_BELOW)
                .uri(addresses.computeIfAbsent(path, this::address))
                .header("Accept", "application/json");
        return call(request, null);
    }

    private HttpCall call(MutableHttpRequest<Object> request, byte @Nullable [] body) {
        wireHeaders.forEach((name, value) -> request.getHeaders().set(name, value));
        settings.headers().forEach((name, value) -> request.getHeaders().set(name, value));
        ClientAttributes.setServiceId(request, SERVICE + settings.name());
        return new HttpCall(client, new ConnectedRequest(request, InterimResponses::skip), body);
    }

    private URI address(String path) {
        UriBuilder address = UriBuilder.of(settings.url()).path(path);
        settings.query().forEach(address::queryParam);
        return address.build();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
