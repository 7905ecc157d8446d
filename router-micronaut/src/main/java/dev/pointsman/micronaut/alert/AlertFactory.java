package dev.pointsman.micronaut.alert;

import dev.pointsman.time.NanoClock;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Factory of the alert dispatcher, if a webhook is configured. */
@Factory
final class AlertFactory {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Singleton
    @Bean(preDestroy = "close")
    AlertDispatcher alerts(@Nullable AlertSettings settings, @Nullable NanoClock clock) {
        if (settings == null) {
            throw new DisabledBeanException("there is nowhere to send alerts");
        }
        return new AlertDispatcher(settings, new Webhook(settings, PAUSE), clock == null ? NanoClock.system() : clock);
    }
}
