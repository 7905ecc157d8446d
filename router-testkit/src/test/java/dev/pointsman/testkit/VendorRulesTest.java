package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.JsonText;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules of vendors about a conversation, reasoning with the state of an account, and faults of accounts and ends. */
class VendorRulesTest extends FakeStreamFixture {
    private static final String THINKING =
            Client.with("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},", Client.ANTHROPIC);

    private static String call(String id) {
        return Client.ending(
                "{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"" + id
                        + "\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":\"r\"}",
                Client.OPENAI);
    }

    @ParameterizedTest
    @CsvSource({
        "m1, call_0123456789, 200",
        "m1, functions.x:0, 200",
        "m1, call_0123456789012345678901234567890123456789, 400",
        "mistral-large, call_0123456789, 400",
        "mistral-large, Ab1Cd2Ef3, 200"
    })
    void idsOfToolCallsHaveTheVendorsForm(String model, String id, int status) throws Exception {
        start(Dialect.OPENAI, Fault.none());
        String body = call(id).replace("\"m1\"", '"' + model + '"');
        HttpResponse<String> response = new Client(provider()).chat(body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body().contains(id)).as("the id in the refusal").isEqualTo(status == 400);
    }

    @Test
    void reasoningHasTheStateOfItsAccountAndNoOtherIsTaken() throws Exception {
        try (FaultyProvider one =
                        FaultyProvider.anthropic().tokens(6).reasoning("one").start();
                FaultyProvider other =
                        FaultyProvider.anthropic().reasoning("other").start()) {
            JsonNode answer = new Client(one).json(THINKING);
            JsonNode thinking = answer.at("/content/0");
            assertThat(thinking.path("type").asText()).isEqualTo("thinking");
            assertThat(answer.at("/content/1/text").asText()).isEqualTo(ALL);
            assertThat(new Client(one)
                            .json(Client.ANTHROPIC)
                            .at("/content/0/text")
                            .asText())
                    .as("without a request for reasoning")
                    .isEqualTo(ALL);
            String next = Client.ending(
                    "{\"role\":\"assistant\",\"content\":[" + thinking + "]},{\"role\":\"user\",\"content\":\"Go on\"}",
                    THINKING);
            assertThat(new Client(one).chat(next).statusCode()).isEqualTo(200);
            assertThat(one.requests().get(2).reasoningStates())
                    .containsExactly(thinking.path("signature").asText());
            HttpResponse<String> refused = new Client(other).chat(next);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("signature");
            assertThat(new Client(one)
                            .stream(Client.with("\"stream\":true,", THINKING)).text())
                    .isEqualTo(ALL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalMayHaveAnotherStatusAndStandInAnArray(Dialect dialect) throws Exception {
        HttpResponse<String> refused =
                document(dialect, Fault.invalidKey().withStatus(400).inArray());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(JsonText.parse(refused.body()).at("/0/error/message").asText())
                .isNotEmpty();
        assertThat(document(dialect, Fault.creditTooLow()).body()).contains("credit balance is too low");
        assertThat(document(dialect, Fault.usageLimitReached()).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    void aModelMayFailInItsFinishReason(Dialect dialect) throws Exception {
        Received failed = stream(dialect, Fault.failsAfter(4));
        assertThat(failed.text()).isEqualTo(FOUR);
        assertThat(failed.raw()).contains("\":\"error\"").doesNotContain("\"error\":{");
        assertThat(stream(dialect, Fault.failsWithErrorAfter(4)).raw()).contains("\"error\":{");
        assertThat(document(dialect, Fault.failsWithErrorAfter(4)).body()).contains("\"error\":{");
    }

    @ParameterizedTest
    @EnumSource
    void countsMayComeInEachEvent(Dialect dialect) throws Exception {
        Received counted = stream(dialect, Fault.countsAlong());
        assertThat(counted.text()).isEqualTo(ALL);
        String field = dialect == Dialect.OPENAI ? "completion_tokens" : "output_tokens";
        assertThat(counted.raw().split("\"" + field + "\":", -1)).hasSizeGreaterThan(6);
        assertThat(counted.raw()).contains("\"" + field + "\":3");
    }

    @ParameterizedTest
    @EnumSource
    void interimResponsesComeFirst(Dialect dialect) throws Exception {
        start(dialect, Fault.interim(103).and(Fault.interim(102)));
        String body = dialect.document();
        try (RawClient client = new RawClient(provider())) {
            client.send(RawClient.post("/v1" + Client.path(body), body));
            assertThat(client.head()).startsWith("HTTP/1.1 102");
            assertThat(client.head()).startsWith("HTTP/1.1 103");
            assertThat(client.head()).startsWith("HTTP/1.1 200");
        }
    }
}
