package dev.pointsman.gateway;

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
 * Lets go quietly of connections that a provider resets while nobody uses them: Netty would log a stack trace for each,
 * as nobody is there to hear of it. One that is in use is the call's own matter.
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

    /** Takes what comes to the end of the pipeline; handlers of a call stand behind this one. */
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
