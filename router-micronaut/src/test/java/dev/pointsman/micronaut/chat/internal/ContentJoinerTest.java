package dev.pointsman.micronaut.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentJoinerTest {
    private final List<String> heard = new ArrayList<>();
    private final EmbeddedChannel connection = new EmbeddedChannel(new ContentJoiner(), new Reader());

    @Test
    void chunksOfOneReadArriveTogetherAtItsEnd() {
        read(response());
        read(chunk("a"));
        read(chunk("b"));
        read(chunk(""));
        assertThat(heard).containsExactly("head");
        connection.flushInbound();
        assertThat(heard).containsExactly("head", "ab", "read");
    }

    @Test
    void chunksOfTwoReadsStayApart() {
        connection.writeInbound(response(), chunk("a"));
        connection.writeInbound(chunk("b"), chunk("c"));
        assertThat(heard).containsExactly("head", "a", "read", "bc", "read");
    }

    @Test
    void theEndComesAfterWhatWasReadBeforeIt() {
        connection.writeInbound(response(), chunk("a"), chunk("b"), new DefaultLastHttpContent(bytes("c")), response());
        assertThat(heard).containsExactly("head", "ab", "last c", "head", "read");
    }

    @Test
    void aBreakComesAfterWhatWasReadBeforeIt() {
        read(response());
        read(chunk("a"));
        connection.pipeline().fireExceptionCaught(new IllegalStateException("broken"));
        read(chunk("b"));
        connection.pipeline().fireChannelInactive();
        assertThat(heard).containsExactly("head", "a", "broken", "b", "inactive");
    }

    @Test
    void joinedChunksAreReleased() {
        ByteBuf first = bytes("a");
        ByteBuf second = bytes("b");
        connection.writeInbound(response(), new DefaultHttpContent(first), new DefaultHttpContent(second));
        assertThat(first.refCnt()).isZero();
        assertThat(second.refCnt()).isZero();
    }

    /** Adds a message to the present read. */
    private void read(Object message) {
        var unused = connection.writeOneInbound(message);
    }

    private static HttpResponse response() {
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    }

    private static HttpContent chunk(String text) {
        return new DefaultHttpContent(bytes(text));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    /** Reader of the response in place of the client; releases what it reads. */
    private final class Reader extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpContent content) {
                heard.add((content instanceof LastHttpContent ? "last " : "")
                        + content.content().toString(StandardCharsets.UTF_8));
                content.release();
            } else {
                heard.add("head");
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            heard.add("read");
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            heard.add("inactive");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
            heard.add(String.valueOf(error.getMessage()));
        }
    }
}
