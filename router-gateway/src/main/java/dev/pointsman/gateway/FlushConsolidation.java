package dev.pointsman.gateway;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Flush handler that writes two events of a stream at once if they arrive in the same turn of the event loop, and the
 * remainder at the end of the turn: half the system calls for a provider that is faster than the network.
 *
 *
 * <p>Two, because most streams begin with an event that only contains the role: it is sent together with the response's
 * head and the first token, and the first token is not delayed.
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
