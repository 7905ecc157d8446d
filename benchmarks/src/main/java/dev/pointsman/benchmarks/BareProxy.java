package dev.pointsman.benchmarks;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.client.ProxyHttpClient;
import java.net.URI;
import org.reactivestreams.Publisher;

/**
 * Passes requests on and answers back, and looks at neither: the least that a server of this kind adds, beside which the
 * gateway is measured.
 */
@ServerFilter(BareProxy.PATH + "/**")
@Requires(property = BareProxy.TARGET)
final class BareProxy {
    static final String PATH = "/bare";
    static final String TARGET = "bare-proxy.target";

    private final ProxyHttpClient client;
    private final String target;

    BareProxy(ProxyHttpClient client, @Property(name = TARGET) String target) {
        this.client = client;
        this.target = target;
    }

    /**
     * Passes a request on.
     *
     * @param request the request as the server sees it
     * @return the answer as it comes
     */
    @RequestFilter
    Publisher<MutableHttpResponse<?>> pass(HttpRequest<?> request) {
        String path = request.getPath().substring(PATH.length());
        return client.proxy(request.mutate().uri(URI.create(target + path)));
    }
}
