package dev.pointsman.micronaut.chat;

import io.micronaut.context.BeanContext;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.client.LoadBalancer;
import io.micronaut.http.client.RawHttpClient;
import java.util.Map;

/** Factory of HTTP clients, one per provider. */
@FunctionalInterface
interface HttpClients {

    /** Creates a client with the settings of {@link ProviderHttpConfiguration}; the caller closes it. */
    RawHttpClient open(ProviderSettings settings);

    /** Returns a factory of clients with their own threads. */
    static HttpClients standalone() {
        return settings -> RawHttpClient.create(null, ProviderHttpConfiguration.of(settings));
    }

    /**
     * Returns a factory of clients on the application's event loops: an answer passed on to a response of the
     * application's own server need not change threads. Certificates and proxies are those of the application's {@code
     * micronaut.http.client}.
     */
    /*
     * Micronaut's registry uses a configuration only together with a load balancer: without one it returns the
     * application's shared default client. Requests have absolute addresses, so the load balancer is never used.
     */
    static HttpClients of(BeanContext application) {
        return settings -> {
            HttpClientConfiguration configuration = application
                    .findBean(DefaultHttpClientConfiguration.class)
                    .map(shared -> ProviderHttpConfiguration.of(settings, shared))
                    .orElseGet(() -> ProviderHttpConfiguration.of(settings));
            return (RawHttpClient) application.createBean(
                    HttpClient.class,
                    Map.of("configuration", configuration, "loadBalancer", LoadBalancer.fixed(settings.url())));
        };
    }
}
