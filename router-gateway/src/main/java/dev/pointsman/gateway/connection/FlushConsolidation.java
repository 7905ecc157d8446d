package dev.pointsman.gateway.connection;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.flush.FlushConsolidationHandler;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Flush handler for streams: the first two events are written as soon as the second one is there, and later events that
 * arrive in the same turn of the event loop are written together at its end. This saves system calls for a provider
 * that is faster than the network.
 *
 * <p>Two, because most streams begin with an event that only contains the role: it is sent together with the response's
 * head and the first token, and the first token is not delayed.
 */
@Singleton
final class FlushConsolidation implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final int FIRST_EVENTS = 2;
    private static final int LATER_EVENTS = 64; // at once

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new ForChannel(null));
        return event.getBean();
    }

    static FlushConsolidationHandler handler() {
        return new FirstEventsHandler();
    }

    private record ForChannel(@Nullable Channel channel) implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel made, ChannelRole role) {
            return new ForChannel(role == ChannelRole.CONNECTION ? made : null);
        }

        @Override
        public void onInitialPipelineBuilt() {
            if (channel != null) {
                channel.pipeline().addFirst(handler());
            }
        }
    }

    /** Handler of one connection, confined to its event loop. Data that arrives begins another request. */
    private static final class FirstEventsHandler extends FlushConsolidationHandler {
        private int flushes; // since data arrived

        FirstEventsHandler() {
            super(LATER_EVENTS, true);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            flushes = 0;
            super.channelRead(context, message);
        }

        @Override
        public void flush(ChannelHandlerContext context) throws Exception {
            flushes++;
            if (flushes == FIRST_EVENTS) {
                ChannelHandlerContext unused = context.flush();
            } else {
                super.flush(context);
            }
        }
    }
}
