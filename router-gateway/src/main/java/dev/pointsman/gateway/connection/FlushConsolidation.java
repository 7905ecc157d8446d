package dev.pointsman.gateway.connection;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Installer of a handler that sends what is written in one turn of the event loop together at its end. This saves system
 * calls for a provider that is faster than the network.
 */
@Singleton
final class FlushConsolidation implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final int MOST = 64; // flushes at once

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new ForChannel(null));
        return event.getBean();
    }

    static FlushConsolidationHandler handler() {
        return new FlushConsolidationHandler(MOST, true);
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
}
