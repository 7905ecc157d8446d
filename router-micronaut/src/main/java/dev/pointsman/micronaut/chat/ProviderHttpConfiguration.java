package dev.pointsman.micronaut.chat;

import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.client.HttpVersionSelection;
import java.util.List;

/** Factory of the HTTP client configuration of one provider. */
final class ProviderHttpConfiguration {
    /** Largest body that the client reads into one buffer, in bytes; larger limits are enforced by the readers. */
    static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    private static final int LARGEST_HEADERS = 64 * 1024;
    private static final int PENDING_CONNECTIONS = 64;

    private ProviderHttpConfiguration() {}

    static HttpClientConfiguration of(ProviderSettings settings) {
        HttpClientConfiguration configuration = new DefaultHttpClientConfiguration();
        configuration.setConnectTimeout(settings.connectTimeout());
        // Each call has its own timeouts and closes the connection when they have passed.
        configuration.setReadTimeout(null);
        configuration.setMaxContentLength(LARGEST_ANSWER);
        configuration.setMaxHeaderSize(LARGEST_HEADERS);
        // One connection per call: many calls on one connection would fail together with it.
        configuration.setAlpnModes(List.of(HttpVersionSelection.ALPN_HTTP_1));
        // A redirect would carry the key to another address.
        configuration.setFollowRedirects(false);
        HttpClientConfiguration.ConnectionPoolConfiguration pool = configuration.getConnectionPoolConfiguration();
        pool.setMaxPendingConnections(PENDING_CONNECTIONS);
        // The router limits the calls per provider; a call that waits for a connection looks like a slow
        // model.
        pool.setMaxConcurrentHttp1Connections(Integer.MAX_VALUE);
        return configuration;
    }

    /** Returns the configuration on the application's event loops, with its proxy and certificates. */
    static HttpClientConfiguration of(ProviderSettings settings, HttpClientConfiguration application) {
        HttpClientConfiguration configuration = of(settings);
        configuration.setSslConfiguration(application.getSslConfiguration());
        configuration.setEventLoopGroup(application.getEventLoopGroup());
        configuration.setAddressResolverGroupName(application.getAddressResolverGroupName());
        configuration.setProxyType(application.getProxyType());
        application.getProxyAddress().ifPresent(configuration::setProxyAddress);
        application.getProxyUsername().ifPresent(configuration::setProxyUsername);
        application.getProxyPassword().ifPresent(configuration::setProxyPassword);
        application.getProxySelector().ifPresent(configuration::setProxySelector);
        return configuration;
    }
}
