package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSettingsTest {
    private static final URI URL = URI.create("https://api.example.org/v1");

    @Test
    void secretsDoNotShow() {
        ProviderSettings settings = ProviderSettings.of("p", "openai", URL, "sk-12345")
                .with(Map.of("api-key", "header-secret"), Map.of("deployment", "query-secret"));
        assertThat(settings.toString())
                .doesNotContain("sk-12345", "header-secret", "query-secret")
                .contains("p", "https://api.example.org/v1", "[api-key]", "[deployment]");
    }

    @Test
    void secretsAreHiddenInWhatProvidersSay() {
        ProviderSettings settings = ProviderSettings.of("p", "openai", URL, "sk-12345")
                .with(Map.of("X-Auth", "Bearer header-secret"), Map.of("api-version", "2024-10-21"));
        assertThat(new SecretRedactor(settings).hide("key sk-12345, token header-secret, version 2024-10-21"))
                .isEqualTo("key ***, token ***, version 2024-10-21");
    }

    @Test
    void wrongValuesAreRefusedByName() {
        assertThatThrownBy(() -> ProviderSettings.of(" ", "openai", URL, ""))
                .hasMessage("name: \" \" (expected: not blank)");
        assertThatThrownBy(() -> ProviderSettings.of("p", "openai", URI.create("ftp://x/v1"), ""))
                .hasMessage("url: ftp://x (expected: http or https, with a host)");
        assertThatThrownBy(() -> ProviderSettings.of("p", "openai", URI.create("https://user:pass@x/v1"), ""))
                .hasMessageStartingWith("url: ")
                .hasMessageNotContaining("pass");
        assertThatThrownBy(() -> new ProviderSettings("p", "openai", URL, "", Map.of(), Map.of(), Duration.ZERO, "p"))
                .hasMessage("connectTimeout: PT0S (expected: > 0)");
        assertThatThrownBy(() -> ProviderSettings.of("p", "openai", URL, "sk\n12345"))
                .hasMessage("api-key: *** (expected: visible ASCII characters)");
        assertThatThrownBy(() -> ProviderSettings.of("p", "openai", URL, "").with(Map.of("x-ключ", "v"), Map.of()))
                .hasMessageStartingWith("headers: *** (expected: names of letters");
        assertThatThrownBy(() -> ProviderSettings.of("p", "openai", URL, "").with(Map.of("x", "ä\n"), Map.of()))
                .hasMessage("headers.x: *** (expected: visible ASCII characters)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "api-key", "apiKey", "subscription_key", "access_token", "auth", "sig", "Cookie"})
    void aKeyInTheAddressIsRefusedForAddressesAreLogged(String name) {
        assertThatThrownBy(() -> ProviderSettings.of("p", "openai", URL, "")
                        .with(Map.of(), Map.of("api-version", "1", "author", "me", name, "sk-12345")))
                .hasMessage(
                        "query." + name + ": *** (expected: api-key or headers for a key, as addresses are logged)");
    }

    @Test
    void aKeyIsCalledByItsProvidersNameOrAnAliasThatTellsNothingOfIt() {
        assertThat(ProviderSettings.of("12345", "openai", URL, "sk-12345").keyAlias())
                .isEqualTo("12345");
        assertThat(alias("billing-a").toString()).contains("keyAlias=billing-a").doesNotContain("sk-1234567");
        for (String alias : new String[] {"", " ", "two\nlines", "x".repeat(65), "1234567", "my sk-1234567"}) {
            assertThatThrownBy(() -> alias(alias))
                    .hasMessage("key-alias: *** (expected: 1 to 64 visible characters, and no part of the key)");
        }
    }

    private static ProviderSettings alias(String alias) {
        return new ProviderSettings(
                "p", "openai", URL, "sk-1234567", Map.of(), Map.of(), ProviderSettings.CONNECT_TIMEOUT, alias);
    }
}
