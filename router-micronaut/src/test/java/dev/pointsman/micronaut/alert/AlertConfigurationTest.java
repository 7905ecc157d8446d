package dev.pointsman.micronaut.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.config.Mistakes;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertConfigurationTest {
    private static final Pattern YAML = Pattern.compile("```yaml\npointsman:\n(.*?)```", Pattern.DOTALL);
    private static final String URL = "https://hooks.example/T/secret";

    @Test
    void everyKeyIsTaken() {
        try (ApplicationContext application = Applications.start(yaml("""
            alerts: { url: "%s", format: json, headers: { X-Key: h }, kinds: [critical, opened], min-interval: 1m, settle: 0s, at-most: 3, timeout: 2s }
            """.formatted(URL)) + "  instance: eu-1\n")) {
            assertThat(application.getBean(AlertSettings.class))
                    .isEqualTo(new AlertSettings(
                            URI.create(URL),
                            AlertFormat.JSON,
                            Map.of("X-Key", "h"),
                            Set.of(AlertKind.CRITICAL, AlertKind.OPENED),
                            Duration.ofMinutes(1),
                            Duration.ZERO,
                            3,
                            Duration.ofSeconds(2),
                            "eu-1"));
        }
    }

    @Test
    void anAddressIsEnough() {
        try (ApplicationContext application =
                Applications.start(yaml("alerts: { url: \"" + URL + "\" }\n") + "  instance: x\n")) {
            AlertSettings given = AlertSettings.of(URI.create(URL));
            assertThat(application.getBean(AlertSettings.class))
                    .isEqualTo(new AlertSettings(
                            given.url(),
                            given.format(),
                            given.headers(),
                            given.kinds(),
                            given.minInterval(),
                            given.settle(),
                            given.atMost(),
                            given.timeout(),
                            "x"));
        }
    }

    @Test
    void theRunbooksConfigurationIsTakenAndShowsTheDefaults() throws IOException {
        String runbook = Files.readString(Path.of("..", "docs", "runbook.md"));
        Matcher yaml = YAML.matcher(runbook);
        assertThat(yaml.find()).isTrue();
        String given = Applications.CHAT + "  instance: x\n" + yaml.group(1);
        for (AlertKind kind : AlertKind.values()) {
            assertThat(yaml.group(1)).contains(kind.toString());
        }
        try (ApplicationContext application = Applications.start(
                given.replace("${ALERT_WEBHOOK:}", "http://hook.example").replace("${ALERT_KEY:}", "k"))) {
            AlertSettings usual = AlertSettings.of(URI.create("http://hook.example"));
            assertThat(application.getBean(AlertSettings.class))
                    .isEqualTo(new AlertSettings(
                            usual.url(),
                            usual.format(),
                            Map.of("X-Api-Key", "k"),
                            usual.kinds(),
                            usual.minInterval(),
                            usual.settle(),
                            usual.atMost(),
                            usual.timeout(),
                            "x"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            url: "ftp://secret.example"          | url: *** (expected: an http or https address without user info)
            url: "not an address: secret"        | url: *** (expected: an http or https address without user info)
            url: "https://me:secret@hook.example"| url: *** (expected: an http or https address without user info)
            format: teams                        | format: teams (expected: one of: slack, json)
            kinds: [critical, secret]            | kinds[1]: secret (expected: one of: critical, credentials, quota-exhausted, model-not-found, rate-limited, degraded, quality, recovered, opened, drill)
            kinds: []                            | kinds: none (expected: at least one; no url for no alerts)
            min-interval: -1s                    | min-interval: -1s (expected: >= 0)
            settle: -1s                          | settle: -1s (expected: >= 0)
            at-most: 0                           | at-most: 0 (expected: >= 1)
            timeout: 0s                          | timeout: 0s (expected: > 0)
            headers: { "a b": secret }           | headers: *** (expected: names of letters, digits and the marks that header names may have)
            headers: { Host: secret }            | headers.Host: *** (expected: no header that the client sets by itself)
            every: 1s                            | every: unknown (expected: one of: url, format, headers, kinds, min-interval, settle, at-most, timeout)
            """)
    void aMistakeIsToldWithItsPathAndWithoutTheSecret(String wrong, String message) {
        String url = wrong.startsWith("url") ? "" : "url: \"" + URL + "\", ";
        assertThat(Mistakes.of(yaml("alerts: { " + url + wrong + " }\n")))
                .containsExactly("pointsman.alerts." + message);
    }

    @Test
    void anAliasMustNotTellTheKey() {
        String expected = "pointsman.providers.openai.key-alias: *** (expected: 1 to 64 visible characters,"
                + " and no part of the key)";
        for (String alias : new String[] {"secret-1", "sk-secret-1", "my sk-secret-1", "two\\nlines"}) {
            assertThat(Mistakes.of(Applications.CHAT.replace(
                            "api-key: \"sk-secret-1\"", "api-key: \"sk-secret-1\", key-alias: \"" + alias + "\"")))
                    .containsExactly(expected);
        }
    }

    private static String yaml(String more) {
        return Applications.CHAT + "  " + more;
    }
}
