package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SecretsInLogTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.DEBUG); // tracing, Micronaut itself prints whole YAML files
    }

    @AfterEach
    void leave() {
        root.setLevel(level);
        root.detachAppender(lines);
    }

    @Test
    void noKeyIsLoggedInDebugging() {
        try (var application = Applications.start(Applications.CHAT)) {
            application.getBeansOfType(ProviderSettings.class);
        }
        assertThat(lines.seen)
                .anyMatch(line -> line.contains("ProviderSettings"))
                .noneMatch(line -> line.contains("sk-secret"));
    }

    /** A provider may repeat the prompt in what it says of a key; the caller may read that, the log may not. */
    @Test
    void noWordsOfAProviderAreLogged() {
        root.setLevel(Level.INFO);
        try (FaultyProvider provider = FaultyProvider.openAi().start()) {
            provider.always(Fault.status(401)
                    .body("application/json", "{\"error\":{\"message\":\"refused: my private prompt\\u2028x\"}}"));
            try (var application = Applications.start("""
                    pointsman:
                      providers: { p: { wire: openai, url: "%s", api-key: "sk-secret-1" } }
                      models: [{ id: a, provider: p }]
                      pools: { chat: { primary: [a] } }
                    """.formatted(provider.url()))) {
                ChatRequest question =
                        ChatRequest.builder().user("my private prompt").build();
                Throwable refused = catchThrowable(
                        () -> application.getBean(ChatClient.class).complete(RouteRequest.ANY, question));
                assertThat(refused).hasStackTraceContaining("my private prompt");
            }
        }
        assertThat(lines.seen)
                .anyMatch(line -> line.contains("Model a disabled, credentials (status 401, rule status-401)"))
                .noneMatch(line -> line.contains("private"));
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getFormattedMessage());
        }
    }
}
