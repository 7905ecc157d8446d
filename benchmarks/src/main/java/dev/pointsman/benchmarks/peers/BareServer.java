package dev.pointsman.benchmarks.peers;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.client.ProxyHttpClient;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Server of Micronaut that passes every request on and looks at nothing. It is run from a jar without the gateway's parts,
 * which would be beans of the same server.
 */
@ServerFilter("/**")
@Requires(property = BareServer.TARGET)
final class BareServer {
    static final String TARGET = "bare-server.target";

    private final ProxyHttpClient client;
    private final String target;

    BareServer(ProxyHttpClient client, @Property(name = TARGET) String target) {
        this.client = client;
        this.target = target;
    }

    /**
     * Starts a server.
     *
     * @param arguments the port, and the address to pass requests on to
     */
    public static void main(String[] arguments) {
        ApplicationContext.builder()
                .properties(Map.of("micronaut.server.port", arguments[0], TARGET, arguments[1]))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    /**
     * Passes a request on.
     *
     * @param request the request as the server sees it
     * @return the answer as it comes
     */
    @RequestFilter
    Publisher<MutableHttpResponse<?>> pass(HttpRequest<?> request) {
        return client.proxy(request.mutate().uri(URI.create(target + request.getPath())));
    }
}
