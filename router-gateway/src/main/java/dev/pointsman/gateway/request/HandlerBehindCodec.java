package dev.pointsman.gateway.request;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Customizer that adds a handler behind the codec of every HTTP/1 connection of the server.
 *
 * @param handlers makes the handler of one connection
 * @param channel the connection; null for all of them
 */
record HandlerBehindCodec(
        Supplier<? extends ChannelHandler> handlers,
        @Nullable Channel channel) implements NettyServerCustomizer {
    HandlerBehindCodec(Supplier<? extends ChannelHandler> handlers) {
        this(handlers, null);
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel made, ChannelRole role) {
        return new HandlerBehindCodec(handlers, role == ChannelRole.CONNECTION ? made : null);
    }

    @Override
    public void onStreamPipelineBuilt() {
        ChannelPipeline pipeline = channel == null ? null : channel.pipeline();
        if (pipeline != null && pipeline.get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
            pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, handlers.get());
        }
    }
}
