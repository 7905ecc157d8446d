package dev.pointsman.micronaut.chat;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpParameters;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.netty.channel.Channel;
import java.net.URI;
import java.util.function.Consumer;

/** HTTP request that prepares its connection: the client sets the connection as an attribute before it writes. */
final class ConnectedRequest extends HttpRequestWrapper<Object> implements MutableHttpRequest<Object> {
    /** Attribute in which Micronaut's client stores the connection of a request. */
    static final String CONNECTION = "netty_channel";

    private final MutableHttpRequest<Object> request;
    private final Consumer<Channel> preparation;

    ConnectedRequest(MutableHttpRequest<Object> request, Consumer<Channel> preparation) {
        super(request);
        this.request = request;
        this.preparation = preparation;
    }

    @Override
    public HttpRequest<Object> setAttribute(CharSequence name, Object value) {
        if (value instanceof Channel channel && name.toString().equals(CONNECTION)) {
            preparation.accept(channel);
        }
        return super.setAttribute(name, value);
    }

    @Override
    public MutableHttpHeaders getHeaders() {
        return request.getHeaders();
    }

    @Override
    public MutableHttpParameters getParameters() {
        return request.getParameters();
    }

    @Override
    public MutableHttpRequest<Object> cookie(Cookie cookie) {
        request.cookie(cookie);
        return this;
    }

    @Override
    public MutableHttpRequest<Object> uri(URI uri) {
        request.uri(uri);
        return this;
    }

    @Override
    public <T> MutableHttpRequest<T> body(T body) {
        return request.body(body);
    }

    @Override
    public void setConversionService(ConversionService conversions) {
        request.setConversionService(conversions);
    }
}
