package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.chat.ProviderSettings;
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

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getFormattedMessage());
        }
    }
}
