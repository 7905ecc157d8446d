package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import org.junit.jupiter.api.Test;

class SessionKeysTest {
    private static final String MESSAGES =
            "\"messages\":[{\"role\":\"system\",\"content\":\"%s\"}," + "{\"role\":\"user\",\"content\":\"%s\"}%s]";

    private static String key(String fields, String tenant, String... headers) {
        MutableHttpRequest<?> http = HttpRequest.POST("/", "");
        for (int i = 0; i < headers.length; i += 2) {
            http.header(headers[i], headers[i + 1]);
        }
        JsonNode json = Gateway.json("{" + fields + "}");
        return SessionKeys.of(http.getHeaders(), ChatRequest.of(json), json, tenant);
    }

    private static String begun(String system, String user, String more) {
        return MESSAGES.formatted(system, user, more);
    }

    @Test
    void theRoutersHeaderGoesFirstThenTheClientsOwn() {
        String all = "\"prompt_cache_key\":\"cached\",\"metadata\":{\"user_id\":\"u_session_12345678\"},"
                + begun("s", "u", "");
        assertThat(key(all, null, "X-Router-Session", "a", "X-Claude-Code-Session-Id", "b"))
                .isEqualTo("a");
        assertThat(key(all, null, "X-Claude-Code-Session-Id", "b")).isEqualTo("b");
        assertThat(key(all, null)).isEqualTo("12345678");
        assertThat(key("\"prompt_cache_key\":\"cached\"," + begun("s", "u", ""), null))
                .isEqualTo("cached");
    }

    @Test
    void aSessionMayStandInAUserIdOfJson() {
        String id = "{\\\"device_id\\\":\\\"d\\\",\\\"session_id\\\":\\\"abc\\\"}";
        assertThat(key("\"metadata\":{\"user_id\":\"" + id + "\"}," + begun("s", "u", ""), null))
                .isEqualTo("abc");
    }

    @Test
    void aConversationKeepsItsKeyAsItGrows() {
        String first = key(begun("s", "u", ""), "t");
        String later = ",{\"role\":\"assistant\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"}";
        assertThat(key(begun("s", "u", later), "t")).isEqualTo(first).hasSize(32);
    }

    @Test
    void tenantSystemPromptAndFirstMessageTellConversationsApart() {
        String key = key(begun("s", "u", ""), "t");
        assertThat(key(begun("s", "u", ""), null)).isNotEqualTo(key);
        assertThat(key(begun("x", "u", ""), "t")).isNotEqualTo(key);
        assertThat(key(begun("s", "x", ""), "t")).isNotEqualTo(key);
    }

    @Test
    void theUserAloneIsNoSession() {
        String key = key("\"user\":\"one\"," + begun("s", "u", ""), "t");
        assertThat(key).isEqualTo(key("\"user\":\"two\"," + begun("s", "u", ""), "t"));
    }

    @Test
    void aLongKeyIsShortened() {
        assertThat(key("\"prompt_cache_key\":\"" + "x".repeat(2_000) + "\"," + begun("s", "u", ""), null))
                .hasSize(32);
    }
}
