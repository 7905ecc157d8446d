package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pointsman.testkit.Fault;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and answers that the cache of responses includes, over HTTP, and its settings. */
class CachedRequestsTest extends ResponseCacheFixture {

    @Test
    void whatHasAnInfluenceOnTheAnswerIsPartOfTheKey() throws Exception {
        String[] different = {
            "\"model\":\"chat\"",
            "\"model\":\"other\"",
            "\"model\":\"gpt\"",
            "\"model\":\"chat\",\"temperature\":1",
            "\"model\":\"chat\",\"seed\":7",
            "\"model\":\"chat\",\"seed\":8",
            "\"model\":\"chat\",\"max_tokens\":50",
            "\"model\":\"chat\",\"stream\":true",
            "\"model\":\"chat\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
            "\"model\":\"chat\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]",
        };
        for (String fields : different) {
            assertThat(used(ask(fields))).as(fields).isEqualTo("miss");
        }
        assertThat(used(ask("\"model\":\"chat\"", TENANT, "acme"))).isEqualTo("miss");
        assertThat(used(ask("\"model\":\"chat\"", TENANT, "beta"))).isEqualTo("miss");
        assertThat(used(gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"chat\""))))
                .isEqualTo("miss");
        assertThat(used(ask("\"model\":\"chat\"", "X-Router-Goal", "cost"))).isEqualTo("miss");
        assertThat(calls()).isEqualTo(different.length + 4);
        for (String fields : different) {
            assertThat(used(ask(fields))).as(fields).isEqualTo("hit");
        }
        assertThat(used(ask("\"model\":\"chat\"", TENANT, "acme"))).isEqualTo("hit");
    }

    @Test
    void namesOfUsersAndSessionsAndTheFormOfTheRequestAreNot() throws Exception {
        assertThat(used(ask("\"model\":\"chat\",\"top_p\":1,\"temperature\":0")))
                .isEqualTo("miss");
        String[] same = {
            "\"temperature\":0.0,\"top_p\":1.0,\"model\":\"chat\"",
            "\"model\":\"chat\",\"top_p\":1,\"temperature\":0,\"user\":\"ann\"",
            "\"model\":\"chat\",\"top_p\":1,\"temperature\":0,\"metadata\":{\"a\":\"b\"},\"store\":false",
            "\"model\":\"chat\",\"top_p\":1,\"temperature\":0,\"prompt_cache_key\":\"k\",\"stop\":null",
        };
        for (String fields : same) {
            assertThat(used(ask(fields, "X-Router-Session", fields))).as(fields).isEqualTo("hit");
        }
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void aCallerMayAskForANewAnswerOrDoWithout() throws Exception {
        assertThat(used(ask("\"model\":\"chat\""))).isEqualTo("miss");
        openAi.always(Fault.says("new"));
        assertThat(used(ask("\"model\":\"chat\"", "Cache-Control", "No-Store"))).isEqualTo("bypass");
        assertThat(ask("\"model\":\"chat\"").body()).contains("one two");
        HttpResponse<String> fresh = ask("\"model\":\"chat\"", "Cache-Control", "max-age=0, no-cache");
        assertThat(used(fresh)).isEqualTo("refresh");
        assertThat(fresh.body()).contains("new");
        HttpResponse<String> again = ask("\"model\":\"chat\"");
        assertThat(used(again)).isEqualTo("hit");
        assertThat(again.body()).contains("new");
        String streamed = "\"model\":\"chat\",\"stream\":true";
        assertThat(used(ask(streamed, "Cache-Control", "no-cache"))).isEqualTo("refresh");
        assertThat(used(ask(streamed))).isEqualTo("hit");
    }

    @ParameterizedTest
    @CsvSource({"0,hit", "0.0,hit", "0.7,bypass", "null,bypass"})
    void withoutFurtherWordsOnlyTemperatureZeroIsCached(String temperature, String second) throws Exception {
        String fields = "\"model\":\"exact\",\"temperature\":" + temperature;
        ask(fields);
        assertThat(used(ask(fields))).isEqualTo(second);
    }

    @Test
    void aPoolWithoutACacheSaysNothingOfIt() throws Exception {
        ask("\"model\":\"plain\"");
        assertThat(used(ask("\"model\":\"plain\""))).isEmpty();
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void anAnswerThatDidNotEndByItselfIsNotCached() throws Exception {
        Fault[] ends = {Fault.lengthAfter(2), Fault.contentFilterAfter(2), Fault.status(500)};
        for (Fault end : ends) {
            assertIsNotCached(end, "false");
            assertIsNotCached(end, "true");
        }
        assertIsNotCached(Fault.cutBody(), "false");
        assertIsNotCached(Fault.closeAfter(2), "true");
        assertIsNotCached(Fault.errorEvent(2), "true");
    }

    private void assertIsNotCached(Fault fault, String stream) throws Exception {
        openAi.always(fault);
        String fields = "\"model\":\"chat\",\"stream\":" + stream + ",\"seed\":" + calls();
        try {
            ask(fields);
        } catch (IOException e) {
            // a stream that is cut
        }
        openAi.heal();
        HttpResponse<String> next = ask(fields);
        assertThat(used(next)).as(fault + " " + stream).isEqualTo("miss");
        assertThat(next.body()).contains("four");
    }

    @Test
    void wrongSettingsPreventTheStart() {
        String wrong = """
                pointsman:
                  response-cache: { memory: much, store-timeout: 0s }
                  providers: { o: { wire: openai, url: "http://localhost:1" } }
                  models: [ { id: gpt, provider: o } ]
                  pools:
                    a: { primary: [gpt], cache: { when: sometimes } }
                    b: { primary: [gpt], cache: { ttl: 0s, scope: all } }
                """;
        String mistake =
                Gateway.mistake(catchThrowable(() -> Gateway.start(wrong))).orElse("");
        assertThat(mistake)
                .contains(
                        "pointsman.response-cache.memory: much (expected: a size such as",
                        "pointsman.response-cache.store-timeout: 0s (expected: > 0)",
                        "pointsman.pools.a.cache.ttl: missing (expected: a duration such as 10m, > 0 and <= 30d)",
                        "pointsman.pools.a.cache.when: sometimes (expected: one of: temperature-0, always)",
                        "pointsman.pools.b.cache.ttl: 0s (expected: a duration such as 10m",
                        "pointsman.pools.b.cache.scope: all (expected: one of: tenant)");
    }
}
