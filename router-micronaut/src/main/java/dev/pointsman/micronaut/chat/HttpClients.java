package dev.pointsman.micronaut.chat;

import io.micronaut.context.BeanContext;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.client.LoadBalancer;
import io.micronaut.http.client.RawHttpClient;
import java.util.Map;

/** Creates an HTTP client of its own for each provider. */
@FunctionalInterface
interface HttpClients {

    /** A client with the settings of {@link ProviderHttpConfiguration}; the caller closes it. */
    RawHttpClient open(ProviderSettings settings);

    /** Clients with threads of their own. */
    static HttpClients standalone() {
        return settings -> RawHttpClient.create(null, ProviderHttpConfiguration.of(settings));
    }

    /**
     * Clients on the application's event loops: an answer that goes on to a response of the application's own server
     * need not change threads for it. Certificates and proxies are those of the application's {@code
     * micronaut.http.client}.
     */
    /*
     * Micronaut's registry looks at a configuration only together with a load balancer: without one it returns the
     * application's shared default client. Requests name their whole address, so the load balancer is never asked.
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
