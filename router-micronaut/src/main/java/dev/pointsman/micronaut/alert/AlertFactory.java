package dev.pointsman.micronaut.alert;

import dev.pointsman.router.NanoClock;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes what sends alerts, if there is anywhere to send them. */
@Factory
final class AlertFactory {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Singleton
    @Requires(beans = AlertSettings.class)
    @Bean(preDestroy = "close")
    Alerts alerts(AlertSettings settings, @Nullable NanoClock clock) {
        return new Alerts(settings, new Webhook(settings, PAUSE), clock == null ? NanoClock.system() : clock);
    }
}
