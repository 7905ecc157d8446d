package dev.pointsman.examples.gateway;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.nio.channels.ClosedChannelException;
import reactor.core.publisher.Mono;

/**
 * Ends the work for a client that hangs up before the response has begun: nobody would read the answer that a provider
 * is still paid for.
 *
 * <p>The server itself cancels only what it is already sending.
 */
final class ClientLeft {
    private ClientLeft() {}

    /** The work, cancelled and failed as soon as the request's connection is closed. */
    static <T> Mono<T> ends(HttpRequest<?> request, Mono<T> work) {
        return request instanceof NettyHttpRequest<?> netty
                ? work.takeUntilOther(
                        closed(netty.getChannelHandlerContext().channel().closeFuture()))
                : work;
    }

    /** Lets go of the connection as soon as nobody listens: it may serve many more requests. */
    private static Mono<Void> closed(ChannelFuture closing) {
        return Mono.create(sink -> {
            ChannelFutureListener listener = done -> sink.error(new ClosedChannelException());
            closing.addListener(listener);
            sink.onDispose(() -> closing.removeListener(listener));
        });
    }
}
