package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cost of an answer in a header and in its usage. */
class CostTest {
    private final FaultyProvider dear =
            FaultyProvider.openAi().tokens(60).promptTokens(1000).start();
    private final FaultyProvider cheap =
            FaultyProvider.openAi().tokens(60).promptTokens(77).start();
    private Gateway gateway = started("always");

    CostTest() throws IOException {}

    private Gateway started(String usageCost) throws IOException {
        return Gateway.start("""
            %s
            pointsman:
              providers:
                first: { wire: openai, url: "%s" }
                second: { wire: openai, url: "%s" }
              models:
                - { id: dear, provider: first, price: { input: 3, output: 15 } }
                - { id: cheap, provider: second, price: { input: 0.1, output: 0.5 } }
                - { id: free, provider: second, price: { input: 0, output: 0 } }
                - { id: unpriced, name: no-such-model, provider: second }
                - { id: vectors, provider: second, operations: [embeddings], price: { input: 0.02, output: 0 } }
              pools:
                chat: { goal: ordered, primary: [dear], fallback: [cheap] }
                gratis: { goal: ordered, primary: [free] }
                unknown: { goal: ordered, primary: [unpriced] }
                embed: { goal: ordered, primary: [vectors] }
            """.formatted(
                usageCost.isEmpty() ? "" : "gateway: { usage-cost: " + usageCost + " }", dear.url(), cheap.url()));
    }

    @AfterEach
    void close() {
        gateway.close();
        dear.close();
        cheap.close();
    }

    @Test
    void aWholeAnswerHasItsCostInAHeaderAndInItsUsage() throws Exception {
        Heard heard = gateway.ask();
        assertThat(header(heard)).isEqualTo("0.0039"); // 1000 tokens at 3 and 60 at 15 dollars a million
        assertThat(heard.usage().path("cost").decimalValue()).isEqualByComparingTo("0.0039");
        assertThat(heard.usage().path("prompt_tokens").asInt()).isEqualTo(1000);
    }

    @Test
    void withoutASettingOnlyStreamsHaveItInTheirUsage() throws Exception {
        gateway.close();
        gateway = started("");
        Heard heard = gateway.ask();
        assertThat(header(heard)).isEqualTo("0.0039");
        assertThat(heard.usage().has("cost")).as("the answer is the provider's").isFalse();
        assertThat(gateway.stream().usage().has("cost")).isTrue();
    }

    @Test
    void itMayBeLeftOut() throws Exception {
        gateway.close();
        gateway = started("never");
        assertThat(gateway.ask().usage().has("cost")).isFalse();
        assertThat(gateway.stream().usage().has("cost")).isFalse();
        assertThat(header(gateway.ask())).isEqualTo("0.0039");
    }

    @Test
    void aStreamHasItInItsUsage() throws Exception {
        Heard heard = gateway.stream();
        assertThat(header(heard)).as("not known in the head").isEmpty();
        assertThat(heard.usage().path("cost").decimalValue()).isEqualByComparingTo("0.0039");
        assertThat(heard.usage().path("completion_tokens").asInt()).isEqualTo(60);
    }

    @Test
    void aFallbacksAnswerCostsWhatTheFallbackCosts() throws Exception {
        dear.always(Fault.status(503));
        assertThat(header(gateway.ask())).isEqualTo("0.0000377");
        dear.always(Fault.resetAfter(40));
        Heard resumed = gateway.stream();
        assertThat(resumed.usage().path("cost").decimalValue())
                .as("a stream that another model has ended is priced by that one")
                .isEqualByComparingTo("0.0000377");
    }

    @Test
    void anUnknownPriceIsAbsentAndAPriceOfZeroIsZero() throws Exception {
        Heard unknown = ask("unknown");
        assertThat(header(unknown)).isEmpty();
        assertThat(unknown.usage().has("cost")).isFalse();
        assertThat(unknown.usage().path("prompt_tokens").asInt()).isEqualTo(77);
        Heard free = ask("gratis");
        assertThat(header(free)).isEqualTo("0");
        assertThat(free.usage().path("cost").decimalValue()).isZero();
    }

    @Test
    void embeddingsCostTheirInput() throws Exception {
        HttpResponse<String> response = gateway.post("/v1/embeddings", "{\"model\":\"embed\",\"input\":[\"a\",\"b\"]}");
        int tokens = Gateway.json(response.body()).at("/usage/prompt_tokens").asInt();
        assertThat(Double.parseDouble(
                        response.headers().firstValue("X-Router-Cost").orElseThrow()))
                .isEqualTo(tokens * .02 / 1e6);
        assertThat(Gateway.json(response.body()).at("/usage/cost").isNumber()).isTrue();
    }

    private Heard ask(String pool) throws Exception {
        HttpResponse<String> response = gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"" + pool + "\""));
        return Heard.document(response, Duration.ZERO);
    }

    private static String header(Heard heard) {
        return heard.headers().firstValue("X-Router-Cost").orElse("");
    }
}
