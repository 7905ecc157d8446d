package dev.pointsman.micronaut.event.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.pointsman.micronaut.Lines;
import dev.pointsman.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RateLimitedLoggerTest {
    private final ManualClock clock = ManualClock.at(-5);

    @Test
    void itWarnsOnceAMinuteAndTellsHowOftenItKeptQuiet() {
        RateLimitedLogger log = new RateLimitedLogger(LoggerFactory.getLogger("rare"), clock);
        try (Lines lines = Lines.of("rare", Level.WARN)) {
            log.warn("first", null);
            log.warn("second", null);
            clock.advance(Duration.ofSeconds(59));
            log.warn("third", null);
            clock.advance(Duration.ofSeconds(1));
            log.warn("fourth", null);
            clock.advance(Duration.ofSeconds(60));
            log.warn("fifth", null);
            assertThat(lines.seen()).containsExactly("first", "fourth (2 more warnings before this)", "fifth");
        }
    }
}
