package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.response.RouterHeaders;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelAliasesTest {
    private static final Map<String, Object> ALIASES = Map.of(
            "gateway.aliases.claude-*", "chat",
            "gateway.aliases.claude-haiku-*", "cirrus-mini",
            "gateway.aliases.claude-haiku-4", "aurora-large",
            "gateway.aliases.gpt-5.1*o", "boreal-chat");

    @ParameterizedTest
    @CsvSource({
        "claude-haiku-4, aurora-large",
        "claude-haiku-4-5, cirrus-mini",
        "gpt-5.1-mini-o, boreal-chat",
        "cirrus-mini, cirrus-mini"
    })
    void theNarrowestNameIsTaken(String name, String model) throws Exception {
        try (Gateway gateway = Gateway.start(ALIASES)) {
            HttpResponse<String> response = gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"" + name + "\""));
            assertThat(response.headers().firstValue(RouterHeaders.MODEL)).hasValue(model);
        }
    }

    @Test
    void otherNamesStayUnknown() throws Exception {
        try (Gateway gateway = Gateway.start(ALIASES)) {
            assertThat(gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"gpt-501-o\""))
                            .statusCode())
                    .isEqualTo(404);
            JsonNode names =
                    Gateway.json(gateway.send("GET", "/v1/models", "").body()).path("data");
            assertThat(names.findValuesAsText("id")).contains("claude-haiku-4").doesNotContain("claude-*");
        }
    }

    @Test
    void anAliasOfNothingPreventsTheStart() {
        assertThatThrownBy(() -> Gateway.start(Map.of("gateway.aliases.claude-*", "nothing")))
                .rootCause()
                .hasMessageContaining("gateway.aliases.claude-*: nothing (expected: a pool, or a model of one)");
    }
}
