package dev.pointsman.gateway;

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
final class ClientDisconnect {
    private ClientDisconnect() {}

    /** The work, cancelled and failed as soon as the request's connection is closed; it must not be empty by itself. */
    static <T> Mono<T> ends(HttpRequest<?> request, Mono<T> work) {
        return request instanceof NettyHttpRequest<?> netty
                ? work.takeUntilOther(closed(
                                netty.getChannelHandlerContext().channel().closeFuture()))
                        .switchIfEmpty(Mono.error(ClosedChannelException::new))
                : work;
    }

    /** Closes the connection of a request. */
    static void disconnect(HttpRequest<?> request) {
        if (request instanceof NettyHttpRequest<?> netty) {
            ChannelFuture unused = netty.getChannelHandlerContext().channel().close();
        }
    }

    /**
     * Lets go of the connection as soon as nobody listens: it may serve many more requests. Completes rather than
     * fails, because a completion that comes too late is no news to anybody.
     */
    private static Mono<Void> closed(ChannelFuture closing) {
        return Mono.create(sink -> {
            ChannelFutureListener listener = done -> sink.success();
            closing.addListener(listener);
            sink.onDispose(() -> closing.removeListener(listener));
        });
    }
}
