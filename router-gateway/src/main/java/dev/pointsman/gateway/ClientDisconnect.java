package dev.pointsman.gateway;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.nio.channels.ClosedChannelException;
import reactor.core.publisher.Mono;

/**
 * Cancellation of work whose client disconnects before the response has begun, so that the provider call is cancelled
 * too.
 *
 *
 * <p>The server itself cancels only responses that it has begun to send.
 */
final class ClientDisconnect {
    private ClientDisconnect() {}

    /**
     * Returns the work, cancelled and failed as soon as the request's connection is closed; it must not be empty by
     * itself.
     */
    static <T> Mono<T> ends(HttpRequest<?> request, Mono<T> work) {
        return request instanceof NettyHttpRequest<?> netty
                ? work.takeUntilOther(closed(
                                netty.getChannelHandlerContext().channel().closeFuture()))
                        .switchIfEmpty(Mono.error(ClosedChannelException::new))
                : work;
    }

    /**
     * Returns a signal for the end of the connection. The listener is removed when the subscription ends, as the
     * connection may serve many more requests. It completes and does not fail, because an error after the end of the
     * work would be dropped and logged.
     */
    private static Mono<Void> closed(ChannelFuture closing) {
        return Mono.create(sink -> {
            ChannelFutureListener listener = done -> sink.success();
            closing.addListener(listener);
            sink.onDispose(() -> closing.removeListener(listener));
        });
    }
}
