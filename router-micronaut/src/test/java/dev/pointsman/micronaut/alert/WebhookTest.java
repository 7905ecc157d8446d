package dev.pointsman.micronaut.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.micronaut.Lines;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

class WebhookTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration SHORT = Duration.ofMillis(10);

    private final WebhookServer hook = new WebhookServer();
    private final Lines log = Lines.of(Logger.ROOT_LOGGER_NAME, Level.DEBUG);

    @AfterEach
    void close() {
        log.close();
        hook.close();
    }

    @Test
    void slackGetsOneTextWithoutMarksOrMentions() throws Exception {
        Alert alert = Alert.of(AlertKind.CRITICAL, "pool <b>", "Pool <!channel> & *co* is critical.", NOON)
                .after(3);
        assertThat(webhook(AlertFormat.SLACK, hook.url()).post(alert)).isTrue();
        JsonNode body = new ObjectMapper().readTree(hook.body());
        assertThat(body.path("text").asText())
                .isEqualTo("[eu-1] Pool &lt;!channel&gt; &amp; *co* is critical."
                        + " (2026-11-21 12:00:00 UTC; 3 alerts were held back before this one)");
        assertThat(body.path("mrkdwn").asBoolean(true)).isFalse();
        assertThat(body.size()).isEqualTo(2);
        assertThat(hook.keys).containsExactly("header-secret");
    }

    @Test
    void slackIsToldWhenItWasAndCountsOneAsOne() throws Exception {
        Alert late = Alert.of(AlertKind.CRITICAL, "s", "It is late.", NOON);
        webhook(AlertFormat.SLACK, hook.url()).post(late);
        assertThat(hook.body()).contains("It is late. (2026-11-21 12:00:00 UTC)");
        webhook(AlertFormat.SLACK, hook.url()).post(late.after(1));
        assertThat(hook.body()).contains("(2026-11-21 12:00:00 UTC; 1 alert was held back before this one)");
    }

    @Test
    void othersGetAFieldForEachThing() throws Exception {
        Alert alert = Alert.of(AlertKind.QUOTA_EXHAUSTED, "model gpt-4o", "Model <gpt-4o> is disabled.", NOON)
                .after(1);
        assertThat(webhook(AlertFormat.JSON, hook.url()).post(alert)).isTrue();
        assertThat(new ObjectMapper().readTree(hook.body())).isEqualTo(new ObjectMapper().readTree("""
                {"source":"pointsman","instance":"eu-1","kind":"quota-exhausted","subject":"model gpt-4o",
                 "text":"Model <gpt-4o> is disabled.","when":"2026-11-21T12:00:00Z","heldBack":1}
                """));
    }

    @Test
    void aFaultThatPassesIsTriedAgain() throws Exception {
        hook.next(503, 429);
        assertThat(post()).isTrue();
        assertThat(hook.body()).contains("text");
        assertThat(hook.keys).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 302})
    void whatTryingCannotMendIsNotTriedAgain(int status) {
        hook.always(status);
        assertThat(post()).isFalse();
        assertThat(hook.keys).hasSize(1);
        noSecretIsLogged("status " + status);
    }

    @Test
    void aWebhookThatKeepsFailingIsGivenUp() {
        hook.always(500);
        assertThat(post()).isFalse();
        assertThat(hook.keys).hasSize(3);
        noSecretIsLogged("status 500");
    }

    @Test
    void aWebhookThatNeverAnswersIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        hook.behind(never);
        assertThat(post()).isFalse();
        never.countDown();
        noSecretIsLogged("no answer in time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/services/", "http://nobody.invalid/services/"})
    void aDeadWebhookIsGivenUp(String url) {
        Alert alert = Alert.of(AlertKind.CRITICAL, "s", "t", NOON);
        assertThat(webhook(AlertFormat.JSON, URI.create(url + WebhookServer.SECRET))
                        .post(alert))
                .isFalse();
        noSecretIsLogged("An alert could not be sent to http://");
    }

    private boolean post() {
        return webhook(AlertFormat.SLACK, hook.url()).post(Alert.of(AlertKind.CRITICAL, "s", "t", NOON));
    }

    private void noSecretIsLogged(String reason) {
        assertThat(log.seen())
                .anyMatch(line -> line.contains(reason))
                .noneMatch(line -> line.contains(WebhookServer.SECRET) || line.contains("header-secret"));
    }

    private static Webhook webhook(AlertFormat format, URI url) {
        AlertSettings settings = new AlertSettings(
                url,
                format,
                Map.of("X-Key", "header-secret"),
                AlertSettings.KINDS,
                Duration.ZERO,
                Duration.ZERO,
                10,
                Duration.ofMillis(500),
                "eu-1");
        assertThat(settings.toString()).doesNotContain(WebhookServer.SECRET, "header-secret");
        return new Webhook(settings, SHORT);
    }
}
