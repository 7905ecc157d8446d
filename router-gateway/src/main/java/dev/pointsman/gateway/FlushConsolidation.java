package dev.pointsman.gateway;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Sends two events of a stream at once when they come in the same turn of the event loop, and what is left at the end of
 * the turn: half the system calls for a provider that is quicker than the network.
 *
 * <p>Two, because a stream mostly begins with an event that only names the role: it waits, with the response's head, for
 * the first token, and that token waits for nothing.
 */
@Singleton
final class FlushConsolidation implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final int EVENTS = 2;

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new ForChannel(null));
        return event.getBean();
    }

    static FlushConsolidationHandler handler() {
        return new FlushConsolidationHandler(EVENTS, true);
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
