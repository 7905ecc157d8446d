package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class FlushConsolidationTest {
    private final EmbeddedChannel connection = new EmbeddedChannel(FlushConsolidation.handler());

    @Test
    void theRoleWaitsForTheFirstTokenWhichLeavesAtOnce() {
        send("role");
        assertThat(connection.outboundMessages()).isEmpty();

        send("token");
        assertThat(connection.outboundMessages()).containsExactly("role", "token");
    }

    @Test
    void whatComesAloneLeavesAtTheEndOfTheTurn() {
        send("token");
        connection.runPendingTasks();
        assertThat(connection.outboundMessages()).containsExactly("token");
    }

    private void send(String event) {
        ChannelFuture unused = connection.pipeline().writeAndFlush(event); // the channel's own would end the turn
    }
}
