package dev.pointsman.micronaut.chat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.client.HttpVersionSelection;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.uri.UriBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The connections to one provider. Thread-safe. */
/*
 * The raw client is the one of Micronaut's clients that shows status, headers and body of an answer whether it streams
 * or not, good or bad. It has no read timeout of its own but the connection's; the limits are kept by those who wait.
 */
final class ProviderHttp implements AutoCloseable {
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;
    private static final int LARGEST_HEADERS = 64 * 1024;
    private static final int CONNECTIONS_IN_THE_MAKING = 64;

    private final ProviderSettings settings;
    private final Map<String, String> wireHeaders;
    private final RawHttpClient client;

    ProviderHttp(ProviderSettings settings, Map<String, String> wireHeaders) {
        this.settings = settings;
        this.wireHeaders = wireHeaders;
        this.client = RawHttpClient.create(null, configuration(settings));
    }

    /** A request that is sent when somebody subscribes to its response. */
    HttpCall post(String path, byte[] body, String accept) {
        MutableHttpRequest<Object> request = HttpRequest.POST(address(path), null)
                .header("Content-Type", "application/json")
                .header("Accept", accept);
        wireHeaders.forEach((name, value) -> request.getHeaders().set(name, value));
        settings.headers().forEach((name, value) -> request.getHeaders().set(name, value));
        return new HttpCall(client, request, body);
    }

    private URI address(String path) {
        UriBuilder address = UriBuilder.of(settings.url()).path(path);
        settings.query().forEach(address::queryParam);
        return address.build();
    }

    private static HttpClientConfiguration configuration(ProviderSettings settings) {
        HttpClientConfiguration configuration = new DefaultHttpClientConfiguration();
        configuration.setConnectTimeout(settings.connectTimeout());
        configuration.setReadTimeout(longest(settings));
        configuration.setMaxContentLength(LARGEST_ANSWER);
        configuration.setMaxHeaderSize(LARGEST_HEADERS);
        // One connection a call: many calls on one would all fall with it.
        configuration.setAlpnModes(List.of(HttpVersionSelection.ALPN_HTTP_1));
        // A redirect would carry the key to wherever an answer says.
        configuration.setFollowRedirects(false);
        configuration.getConnectionPoolConfiguration().setMaxPendingConnections(CONNECTIONS_IN_THE_MAKING);
        return configuration;
    }

    /** The connection's own limit stands behind the others and frees what they gave up. */
    private static Duration longest(ProviderSettings settings) {
        Duration longest = Stream.of(settings.responseTimeout(), settings.firstTokenTimeout(), settings.stallTimeout())
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
        return longest.plusSeconds(1);
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
