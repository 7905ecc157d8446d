package dev.pointsman.micronaut.chat;

import io.micronaut.context.BeanContext;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.client.RawHttpClient;
import java.util.HashMap;
import java.util.Map;

/** Makes an HTTP client of its own for each provider. */
@FunctionalInterface
interface HttpClients {

    /** A client of this configuration; the caller closes it. */
    RawHttpClient open(HttpClientConfiguration configuration);

    /** Clients with threads of their own. */
    static HttpClients standalone() {
        return configuration -> RawHttpClient.create(null, configuration);
    }

    /**
     * Clients on the application's event loops: an answer that goes on to a response of the application's own server
     * need not change threads for it.
     */
    static HttpClients of(BeanContext application) {
        return configuration -> {
            Map<String, Object> arguments = new HashMap<>();
            arguments.put("configuration", configuration);
            arguments.put("loadBalancer", null); // every request names its whole address
            return (RawHttpClient) application.createBean(HttpClient.class, arguments);
        };
    }
}
