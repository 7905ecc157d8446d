package dev.pointsman.micronaut.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.event.ModelOutEvent;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.time.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Alerts that don't arrive, to the end of the application and before. */
class AlertsEndTest {
    private static final Model MODEL = Model.builder("only", "acme").build();

    @Test
    void theThreadEndsWithTheApplicationThoughAnAlertIsUnderWay() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (WebhookServer hook = new WebhookServer().behind(never)) {
            List<Thread> before = threads();
            AlertDispatcher alerts = new AlertDispatcher(settings(hook), webhook(hook), NanoClock.system());
            alerts.accept(new ModelOutEvent(MODEL, Operation.CHAT, FailureKind.CREDENTIALS, Instant.EPOCH));
            assertThat(hook.asked.await(20, TimeUnit.SECONDS)).isTrue();
            Thread own = threads().stream()
                    .filter(thread -> !before.contains(thread))
                    .findFirst()
                    .orElseThrow();
            alerts.close();
            own.join(TimeUnit.SECONDS.toMillis(10));
            assertThat(own.isAlive()).isFalse();
        } finally {
            never.countDown();
        }
    }

    @Test
    void whatDidNotArriveIsNotSentAgainAtOnceEvenWithoutAnInterval() {
        try (WebhookServer hook = new WebhookServer()) {
            AlertQueue desk = new AlertQueue(settings(hook));
            Alert alert = Alert.of(AlertKind.CRITICAL, "pool chat", "t", Instant.EPOCH);
            desk.offer(alert, -5);
            assertThat(desk.take(-5)).isNotNull();
            desk.failed(alert, -5);
            assertThat(desk.take(-5)).isNull();
            assertThat(Duration.ofNanos(desk.untilNext(-5))).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pointsman-alerts"))
                .toList();
    }

    private static Webhook webhook(WebhookServer hook) {
        return new Webhook(settings(hook), Duration.ofMillis(10));
    }

    private static AlertSettings settings(WebhookServer hook) {
        return new AlertSettings(
                hook.url(),
                AlertFormat.JSON,
                Map.of(),
                AlertSettings.KINDS,
                Duration.ZERO,
                Duration.ZERO,
                10,
                Duration.ofMinutes(1),
                "eu-1");
    }
}
