package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pointsman.micronaut.Applications;
import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongConfigurationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          primary: [gpt-4o, sonnet-eu] | primary: [gpt-5x]             | pointsman.pools.chat.primary[0]: gpt-5x (expected: one of the models' ids: gpt-4o, sonnet-eu, haiku)
          primary: [gpt-4o, sonnet-eu] | primary: [gpt-4o, gpt-4o]     | pointsman.pools.chat.primary[1]: gpt-4o (expected: each model once in a pool)
          primary: [gpt-4o, sonnet-eu] | primary: [haiku]              | pointsman.pools.chat.fallback[0]: haiku (expected: each model once in a pool)
          fallback: [haiku]            | fallbak: [haiku]              | pointsman.pools.chat.fallbak: unknown (expected: one of: goal, primary, fallback, emergency, failover, hedge, changes, cache)
          goal: ordered                | goal: swift                   | pointsman.pools.chat.goal: swift (expected: one of:
          goal: ordered                | goal: 4.10                    | pointsman.pools.chat.goal: Double (expected: a text; put it in quotes)
          id: gpt-4o                   | id: sonnet-eu                 | pointsman.models[1].id: sonnet-eu (expected: an id that no other model has)
          id: gpt-4o,                  | name: gpt-4o,                 | pointsman.models[0].id: missing (expected: an id that no other model has)
          id: gpt-4o, provider: openai | id: gpt-4o                    | pointsman.models[0].provider: missing (expected: one of: openai, anthropic)
          provider: openai             | provider: opnai               | pointsman.models[0].provider: opnai (expected: one of: openai, anthropic)
          input: 3.00                  | input: -1                     | pointsman.models[1].price.input: -1.0 (expected: >= 0 USD per million tokens)
          output: 15.00                | output: .inf                  | pointsman.models[1].price.output: Infinity (expected: >= 0 USD per million tokens)
          cached: 0.30                 | cached: much                  | pointsman.models[1].price.cached: much (expected: a number)
          cached: 0.30                 | chached: 0.3                  | pointsman.models[1].price.chached: unknown (expected: one of: input, output, cached, cache-write, long-cache-write)
          price: { input: 3.00, output: 15.00, cached: 0.30 } | price: 3 | pointsman.models[1].price: 3 (expected: a map of input, output, cached, cache-write, long-cache-write)
          region: eu                   | region: no                    | pointsman.models[1].region: Boolean (expected: a text; put it in quotes)
          region: eu                   | regoin: eu                    | pointsman.models[1].regoin: unknown (expected: one of: id, name, catalogue, provider, region, price, cache, context-window, max-output, operations, capabilities, quality, tags, tenants, first-token-timeout, stall-timeout, response-timeout, breaker)
          region: eu                   | quality: 0                    | pointsman.models[1].quality: 0.0 (expected: > 0 and <= 1)
          region: eu                   | quality: 1.5                  | pointsman.models[1].quality: 1.5 (expected: > 0 and <= 1)
          region: eu                   | context-window: 0             | pointsman.models[1].context-window: 0 (expected: > 0 tokens)
          region: eu                   | context-window: 1.5           | pointsman.models[1].context-window: 1.5 (expected: a whole number)
          region: eu                   | max-output: -1                | pointsman.models[1].max-output: -1 (expected: > 0 tokens)
          region: eu                   | catalogue: claude-9           | pointsman.models[1].catalogue: claude-9 (expected: a name in the catalogue of models)
          region: eu                   | capabilities: [vison]         | pointsman.models[1].capabilities[0]: vison (expected: one of: vision, tools,
          region: eu                   | operations: [talk]            | pointsman.models[1].operations[0]: talk (expected: one of: chat, embeddings)
          region: eu                   | region: ""                    | pointsman.models[1].region: nothing (expected: a value, or not the key either)
          region: eu                   | operations: []                | pointsman.models[1].operations: [] (expected: one of: chat, embeddings)
          region: eu                   | tags: [""]                    | pointsman.models[1].tags[0]: nothing (expected: a value)
          goal: ordered                | goal: ""                      | pointsman.pools.chat.goal: nothing (expected: a value, or not the key either)
          id: gpt-4o                   | id: "gpt\\n4o"                | pointsman.models[0].id: a control character (expected: a name without)
          name: claude-sonnet-4-5      | name: "a\\tb"                 | pointsman.models[1].name: a control character (expected: a name without)
          "sk-secret-1"                | "sk-sécret-1"                 | pointsman.providers.openai.api-key: *** (expected: visible ASCII characters)
          "sk-secret-1"                | "sk-secret\\n1"               | pointsman.providers.openai.api-key: *** (expected: visible ASCII characters)
          wire: openai,                | wire: openai, headers: { X: "é" }, | pointsman.providers.openai.headers.X: *** (expected: visible ASCII characters)
          wire: openai,                | wire: openai, headers: { "X é": e }, | pointsman.providers.openai.headers: *** (expected: names of letters
          wire: openai,                | wire: openai, query: { api-key: k }, | pointsman.providers.openai.query.api-key: *** (expected: api-key or headers for a key
          wire: anthropic              | wire: claude                  | pointsman.providers.anthropic.wire: claude (expected: one of: anthropic, bedrock, gemini, openai, openai-responses)
          wire: anthropic,             | stall-timeout: 1s,            | pointsman.providers.anthropic.wire: missing (expected: one of: anthropic, bedrock, gemini, openai, openai-responses)
          wire: anthropic              | wire: anthropic, stall-timeout: -1s | pointsman.providers.anthropic.stall-timeout: -1s (expected: > 0)
          wire: anthropic              | wire: anthropic, stall-timeout: long | pointsman.providers.anthropic.stall-timeout: long (expected: a duration such as 30s)
          wire: anthropic, url: "http://localhost:1/v1" | wire: anthropic | pointsman.providers.anthropic.url: missing (expected: an http or https address)
          wire: anthropic, url: "http  | wire: anthropic, url: "ftp    | pointsman.providers.anthropic.url: ftp://localhost:1/v1 (expected: an http or https address)
          wire: anthropic, url: "http:// | wire: anthropic, url: "http://a b | pointsman.providers.anthropic.url: http://a blocalhost:1/v1 (expected: an http or https address)
          latency: 0.1                 | latency: -0.1                 | pointsman.goals.nightly.latency: -0.1 (expected: >= 0)
          latency: 0.1                 | latncy: 0.1                   | pointsman.goals.nightly.latncy: unknown (expected: one of: latency, cost, quality, strategy, delegate, shadow, floor)
          latency: 0.1                 | floor: 1                      | pointsman.goals.nightly.floor: 1.0 (expected: >= 0 and < 1)
          latency: 0.1, cost: 1.0, quality: 0.5 | cost: 0              | pointsman.goals.nightly: no weights (expected: a strategy, or a weight over 0 for latency, cost or quality)
          latency: 0.1, cost: 1.0, quality: 0.5 | strategy: swift      | pointsman.goals.nightly.strategy: swift (expected: one of:
          latency: 0.1, cost: 1.0, quality: 0.5 | strategy: sticky, delegate: swift | pointsman.goals.nightly.delegate: swift (expected: one of: balanced, cost,
          latency: 0.1, cost: 1.0, quality: 0.5 | strategy: sticky, delegate: nightly | pointsman.goals.nightly.delegate: nightly (expected: one of: balanced, cost,
          latency: 0.1, cost: 1.0, quality: 0.5 | strategy: sticky, shadow: cost | pointsman.goals.nightly.shadow: cost (expected: none; only the strategy shadow has a shadow)
          latency: 0.1, cost: 1.0, quality: 0.5 | strategy: speed, delegate: cost | pointsman.goals.nightly.delegate: cost (expected: none; only sticky and shadow have a delegate)
          latency: 0.1, cost: 1.0, quality: 0.5 | strategy: shadow, delegate: cost | pointsman.goals.nightly.shadow: missing (expected: one of: balanced, cost,
          latency: 0.1                 | delegate: cost, latency: 0.1    | pointsman.goals.nightly.delegate: cost (expected: none; only sticky and shadow have a delegate)
          latency: 0.1                 | strategy: speed               | pointsman.goals.nightly.strategy: speed (expected: either a strategy or weights)
          pools:                       | colour: red                   | pointsman.colour: unknown (expected: one of: providers, models, goals, pools, breaker, failures, default-pool, instance, seed, admission, alerts, answers, audit, decision-log, endpoint, health, provider-limits, quality, response-cache, state, tenants, ui)
          pools:                       | default-pool: other           | pointsman.default-pool: other (expected: one of:
          pools:                       | instance: "a b"               | pointsman.instance: a b (expected: 1 to 64 letters, digits or . _ -)
          pools:                       | seed: often                   | pointsman.seed: often (expected: a whole number)
          """)
    void aMistakeIsToldWithItsPathItsValueAndWhatWasExpected(String right, String wrong, String message) {
        assertThat(Applications.CHAT).contains(right);
        String yaml = right.equals("pools:")
                ? Applications.CHAT.replaceFirst("  pools:", "  " + wrong + "\n  pools:")
                : Applications.CHAT.replaceFirst(
                        java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong));
        assertThat(Mistakes.of(yaml)).first().asString().startsWith(message);
    }

    @Test
    void anEmptyListOfModelsIsAMistake() {
        assertThat(Mistakes.of("pointsman: { models: [], pools: { chat: { primary: [] } } }"))
                .containsExactly(
                        "pointsman.models: [] (expected: at least one model)",
                        "pointsman.pools.chat: no models (expected: at least one model in primary, fallback or emergency)");
    }

    @Test
    void aMapInPlaceOfTheListOfModelsIsAMistake() {
        assertThat(Mistakes.of("pointsman: { models: { m: { provider: p } }, pools: { chat: { primary: [m] } } }"))
                .contains("pointsman.models: a map (expected: a list)")
                .noneMatch(line -> line.startsWith("pointsman.models: []"));
    }

    @Test
    void aPoolWithNothingInItIsAMistake() {
        assertThat(Mistakes.of(Applications.CHAT + "    Empty.Pool:\n"))
                .containsExactly(
                        "pointsman.pools.Empty.Pool: no models (expected: at least one model in primary, fallback or emergency)");
    }

    @Test
    void modelsWithoutPoolsAreAMistake() {
        assertThat(
                        Mistakes.of(
                                "pointsman: { providers: { p: { wire: openai, url: \"http://h\" } }, models: [{ id: m, provider: p }] }"))
                .containsExactly("pointsman.pools: none (expected: at least one pool)");
    }

    @Test
    void aScalarInPlaceOfAPoolIsAMistake() {
        assertThat(Mistakes.of(Applications.CHAT + "    other: haiku\n"))
                .first()
                .isEqualTo("pointsman.pools.other: a single value (expected: a map of values by key)");
    }

    @Test
    void anUnknownKeyUnderADottedNameIsToldWithTheWholeName() {
        assertThat(Mistakes.of(Applications.CHAT + "    Chat.V2: { primary: [haiku], fallbak: [gpt-4o] }\n"))
                .containsExactly(
                        "pointsman.pools.Chat.V2.fallbak: unknown (expected: one of: goal, primary, fallback, emergency, failover, hedge, changes, cache)");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        String yaml = Applications.CHAT
                .replace("input: 3.00", "input: -1")
                .replace("goal: ordered", "goal: swift")
                .replace("wire: openai", "wire: open");
        assertThat(Mistakes.of(yaml))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("pointsman.models[1].price.input: -1"))
                .anyMatch(line -> line.startsWith("pointsman.pools.chat.goal: swift"))
                .anyMatch(line -> line.startsWith("pointsman.providers.openai.wire: open"));
    }

    @Test
    void aPlaceholderWithoutAValueIsToldInAListToo() {
        assertThat(Mistakes.of(Applications.CHAT.replace("input: 3.00", "input: \"${UNSET_PRICE}\"")))
                .containsExactly("pointsman.models[1].price.input: a placeholder without a value"
                        + " (expected: a value, or a default as in ${NAME:default})");
    }

    @Test
    void noSecretGetsIntoAMessage() {
        String yaml = Applications.CHAT
                .replace(
                        "wire: openai",
                        "wire: open, headers: { X-Key: sk-secret-2, Y: 4.5 }, query: { k: sk-secret-3 }")
                .replace("\"http://localhost:1/v1\", api-key", "\"http://me:sk-secret-4@host\", api-key")
                .replace("wire: anthropic, url: \"http://", "wire: anthropic, url: \"http://me:sk-secret-5@ ");
        Throwable thrown = catchThrowable(() -> Applications.start(yaml).close());
        assertThat(thrown).isNotNull();
        assertThat(org.assertj.core.util.Throwables.getStackTrace(thrown))
                .contains("pointsman.providers.openai.url")
                .contains("pointsman.providers.anthropic.url")
                .contains("pointsman.providers.openai.headers.Y")
                .doesNotContain("sk-secret");
    }

    @Test
    void noSecretShowsInTheConfigurationsText() {
        try (ApplicationContext application = Applications.start(Applications.CHAT)) {
            assertThat(application.getBean(RouterSettings.class).toString()).doesNotContain("sk-secret");
        }
        assertThat(new ProviderConfig(
                                "p",
                                null,
                                null,
                                "sk-secret",
                                null,
                                null,
                                java.util.Map.of(),
                                java.util.Map.of(),
                                null,
                                null,
                                null,
                                null,
                                null)
                        .toString())
                .doesNotContain("sk-secret");
    }
}
