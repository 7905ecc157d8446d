package dev.pointsman.gateway.request;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import jakarta.inject.Singleton;

/**
 * Responses for HTTP/1.0 clients, which do not support chunked encoding: a body of unknown length ends with the
 * connection (RFC 9112, 6.1 and 6.3). nginx by default uses this version towards its upstream.
 */
@Singleton
final class Http10Responses implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new HandlerBehindCodec(Unchunked::new));
        return event.getBean();
    }

    /** Handler that removes the chunked encoding; used by the connection's event loop. */
    private static final class Unchunked extends ChannelOutboundHandlerAdapter {
        private boolean closing;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response
                    && response.protocolVersion().equals(HttpVersion.HTTP_1_0)
                    && HttpUtil.isTransferEncodingChunked(response)) {
                HttpUtil.setTransferEncodingChunked(response, false);
                HttpUtil.setKeepAlive(response, false);
                closing = true;
            }
            boolean last = closing && message instanceof LastHttpContent;
            ChannelFuture unused =
                    context.write(message, last ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise);
        }
    }
}
