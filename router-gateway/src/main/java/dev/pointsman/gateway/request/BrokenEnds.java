package dev.pointsman.gateway.request;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import jakarta.inject.Singleton;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Ends of streams that fail: the error events of the client's protocol, then a broken connection instead of the last
 * chunk. Most client libraries take a body that ends cleanly for a whole answer, with or without an error event in it; a
 * broken connection is an error to nearly all of them.
 *
 * <p>The bean installs the handler that breaks the connection in every HTTP/1 connection of the server.
 */
@Singleton
public final class BrokenEnds implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    /**
     * End of a response whose stream has failed, written instead of its last chunk.
     *
     * @param replaced the end of a whole response; may hold remaining data
     */
    record End(LastHttpContent replaced) {}

    /**
     * Returns the events of a response, which end with error events and a broken connection if they fail.
     *
     * @param http the request
     * @param events the events, the end mark among them
     * @param errors the events of a failure, none of which ends a whole answer
     * @param <T> the type of an event
     * @return the events
     */
    public static <T> Flux<T> after(
            HttpRequest<?> http, Flux<T> events, Function<? super Throwable, ? extends Publisher<T>> errors) {
        return events.onErrorResume(failure -> {
            RequestLease lease = RequestLedger.noted(http);
            if (lease == null) { // not HTTP/1: the server resets the stream
                return Flux.concat(errors.apply(failure), Flux.error(failure));
            }
            lease.breakOff();
            return errors.apply(failure);
        });
    }

    /** Breaks the connection of a request at once; what is not sent yet is lost. */
    public static void disconnect(HttpRequest<?> request) {
        if (request instanceof NettyHttpRequest<?> netty) {
            reset(netty.getChannelHandlerContext().channel());
        }
    }

    private static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        ChannelFuture unused = channel.close();
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new HandlerBehindCodec(Handler::new));
        return event.getBean();
    }

    /**
     * Handler that closes the connection in place of an {@link End}, a moment after all data before it has been sent,
     * as clients drop data that they have not read when the connection breaks: a chunked body stays without its last
     * chunk. A body of HTTP/1.0 ends with the connection, so there the connection is reset. The response has ended when
     * the connection is closed. Confined to the connection's event loop.
     */
    private static final class Handler extends ChannelOutboundHandlerAdapter {
        private static final long MOMENT = 200; // milliseconds
        private static final long PATIENCE = 30; // seconds with a client that does not read the rest

        private boolean http10;
        private boolean broken;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (broken) { // a pipelined request gets no response
                ReferenceCountUtil.release(message);
                promise.tryFailure(new ClosedChannelException());
                return;
            }
            if (message instanceof HttpResponse response) {
                http10 = response.protocolVersion().equals(HttpVersion.HTTP_1_0);
            }
            if (message instanceof End end) {
                breakOff(context, end, promise.unvoid());
            } else {
                ChannelFuture unused = context.write(message, promise);
            }
        }

        private void breakOff(ChannelHandlerContext context, End end, ChannelPromise ended) {
            broken = true;
            if (end.replaced().content().isReadable()) {
                ChannelFuture unused =
                        context.write(new DefaultHttpContent(end.replaced().content()));
            } else {
                ReferenceCountUtil.release(end.replaced());
            }
            Channel channel = context.channel();
            Future<?> late = context.executor().schedule(() -> reset(channel), PATIENCE, TimeUnit.SECONDS);
            channel.closeFuture().addListener(closed -> {
                late.cancel(false);
                ended.trySuccess();
            });
            ChannelPromise flushed = context.newPromise();
            flushed.addListener(done -> {
                Future<?> unused = context.executor().schedule(() -> close(channel), MOMENT, TimeUnit.MILLISECONDS);
            });
            ChannelFuture unused = context.write(Unpooled.EMPTY_BUFFER, flushed);
        }

        private void close(Channel channel) {
            if (http10) {
                reset(channel);
            } else {
                ChannelFuture unused = channel.close();
            }
        }
    }
}
