package dev.pointsman.micronaut.chat.internal;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.client.netty.NettyClientCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handler that closes idle connections of the application's HTTP clients when their server resets them, at level DEBUG:
 * Netty would log a stack trace for each. Errors of a connection in use are handled by its call.
 */
@Singleton
final class IdleConnectionHandler implements BeanCreatedEventListener<NettyClientCustomizer.Registry> {
    private static final Logger LOG = LoggerFactory.getLogger(IdleConnectionHandler.class);

    @Override
    public NettyClientCustomizer.Registry onCreated(BeanCreatedEvent<NettyClientCustomizer.Registry> event) {
        event.getBean().register(new ForChannel(null));
        return event.getBean();
    }

    private record ForChannel(@Nullable Channel channel) implements NettyClientCustomizer {
        @Override
        public NettyClientCustomizer specializeForChannel(Channel made, ChannelRole role) {
            return new ForChannel(made);
        }

        @Override
        public void onInitialPipelineBuilt() {
            if (channel != null) {
                channel.pipeline().addLast(new LastOne());
            }
        }
    }

    /** Handler at the end of the pipeline while the connection is idle; handlers of a call are added after it. */
    private static final class LastOne extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
            if (cause instanceof IOException && context.pipeline().last() == this) {
                LOG.debug("An idle connection is gone", cause);
                ChannelFuture unused = context.close();
            } else {
                super.exceptionCaught(context, cause);
            }
        }
    }
}
