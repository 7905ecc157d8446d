package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A provider that breaks is news of the router's, told in its own words, and none of the network library's. */
class IdleConnectionHandlerTest {
    private static final int TIMES = 6;
    private static final int AT_ONCE = 8;

    private final Logger netty = (Logger) LoggerFactory.getLogger("io.netty");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        netty.addAppender(lines);
    }

    @AfterEach
    void leave() {
        netty.detachAppender(lines);
    }

    @Test
    void aProviderThatGoesDownLeavesNoStackTraces() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi()
                        .text("a b c d e f g h i j k l")
                        .pace(Duration.ofMillis(5), Duration.ofMillis(2))
                        .start();
                ApplicationContext application = Applications.start("""
                        pointsman:
                          providers: { acme: { wire: openai, url: "%s" } }
                          models: [ { id: only, provider: acme, response-timeout: 2s } ]
                          breaker: { consecutive-failures: 1000, minimum-calls: 1000 }
                          pools: { chat: { primary: [only], failover: { retry-same: 0 } } }
                        """.formatted(provider.url()))) {
            ChatClient client = application.getBean(ChatClient.class);
            for (int i = 0; i < TIMES; i++) {
                CompletableFuture<?>[] streams = IntStream.range(0, AT_ONCE)
                        .mapToObj(n -> CompletableFuture.runAsync(() -> stream(client)))
                        .toArray(CompletableFuture[]::new);
                CompletableFuture.allOf(streams).join();
                provider.down(); // while the connections wait for more
                assertThatThrownBy(() -> client.complete(ChatRequest.user("Hello")))
                        .isInstanceOf(RoutingException.class);
                provider.up();
            }
        }
        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    }

    private static void stream(ChatClient client) {
        client.stream(RouteRequest.ANY, ChatRequest.user("Hello"))
                .flatMapMany(RouteResult::value)
                .retry(AT_ONCE) // a connection of the pool may be one that the provider has closed
                .blockLast();
    }
}
