package dev.pointsman.micronaut.chat.internal;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;

/**
 * Channel handler behind an HTTP codec that joins the chunks of a body that were read from the network together: a
 * provider sends each event of a stream as a chunk, and each would go through the whole client by itself. Holds nothing
 * beyond the end of a read. Confined to the connection's event loop.
 */
public final class ContentJoiner extends ChannelInboundHandlerAdapter {
    private final List<ByteBuf> pieces = new ArrayList<>(); // of one read
    private int size;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isPiece(message)) {
            ByteBuf piece = ((HttpContent) message).content();
            pieces.add(piece);
            size += piece.readableBytes();
            return;
        }
        passOn(context);
        context.fireChannelRead(message);
    }

    private static boolean isPiece(Object message) {
        return message instanceof HttpContent content
                && !(message instanceof LastHttpContent)
                && !(message instanceof HttpMessage)
                && content.decoderResult().isSuccess();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        passOn(context);
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        passOn(context);
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        passOn(context);
        context.fireExceptionCaught(error);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        passOn(context);
    }

    private void passOn(ChannelHandlerContext context) {
        if (!pieces.isEmpty()) {
            ByteBuf whole = pieces.size() == 1 ? pieces.get(0) : joined(context);
            pieces.clear();
            size = 0;
            context.fireChannelRead(new DefaultHttpContent(whole));
        }
    }

    private ByteBuf joined(ChannelHandlerContext context) {
        ByteBuf whole = context.alloc().buffer(size, size);
        for (ByteBuf piece : pieces) {
            whole.writeBytes(piece);
            piece.release();
        }
        return whole;
    }
}
