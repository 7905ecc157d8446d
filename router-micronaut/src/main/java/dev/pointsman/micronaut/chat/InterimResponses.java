package dev.pointsman.micronaut.chat;

import dev.pointsman.micronaut.chat.internal.ContentJoiner;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Channel handler that skips interim responses such as 102 and 103 (RFC 9110, 15.2): Micronaut's client handles only
 * 100 and takes every other one for the final response. Confined to the connection's event loop.
 */
final class InterimResponses extends ChannelInboundHandlerAdapter {
    private boolean skipping;

    private InterimResponses() {}

    /** Installs the handler, and behind the codec one that joins chunks, unless the connection has them. */
    static void skip(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(InterimResponses.class) == null
                && pipeline.get(ChannelPipelineCustomizer.HANDLER_HTTP_CLIENT_CODEC) != null) {
            pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_CLIENT_CODEC, null, new InterimResponses());
            pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_CLIENT_CODEC, null, new ContentJoiner());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            skipping = isInterim(response.status());
        }
        if (!skipping) {
            context.fireChannelRead(message);
            return;
        }
        skipping = !(message instanceof LastHttpContent);
        ReferenceCountUtil.release(message);
    }

    /** The client handles 100 itself, and 101 ends HTTP on the connection. */
    private static boolean isInterim(HttpResponseStatus status) {
        return status.codeClass() == HttpStatusClass.INFORMATIONAL
                && status.code() != HttpResponseStatus.CONTINUE.code()
                && status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }
}
