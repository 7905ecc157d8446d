package dev.pointsman.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushConsolidationTest {
    private final List<Object> sent = new ArrayList<>();
    private final EmbeddedChannel connection = new EmbeddedChannel(new Network(), FlushConsolidation.handler());

    @Test
    void eventsOfOneTurnLeaveTogetherAtItsEnd() {
        send("head");
        send("token");
        assertThat(sent).isEmpty();
        connection.runPendingTasks();
        assertThat(sent).containsExactly("head", "token");

        send("second");
        connection.runPendingTasks();
        assertThat(sent).containsExactly("head", "token", "second");
    }

    @Test
    void whatComesAloneLeavesAtTheEndOfTheTurn() {
        send("token");
        assertThat(sent).isEmpty();
        connection.runPendingTasks();
        assertThat(sent).containsExactly("token");
    }

    private void send(String event) {
        ChannelFuture unused = connection.pipeline().writeAndFlush(event);
    }

    /** Receiver of the events in place of the channel, which would end the turn of the event loop with each. */
    private final class Network extends ChannelOutboundHandlerAdapter {
        private final List<Object> waiting = new ArrayList<>();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            waiting.add(message);
            ChannelPromise unused = promise.setSuccess();
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            sent.addAll(waiting);
            waiting.clear();
        }
    }
}
