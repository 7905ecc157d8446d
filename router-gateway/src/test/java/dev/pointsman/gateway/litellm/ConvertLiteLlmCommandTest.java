package dev.pointsman.gateway.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class ConvertLiteLlmCommandTest {
    private static final String ONE = "model_list: [{ model_name: m, litellm_params: { model: openai/gpt-4.1%s } }]\n";

    @TempDir
    Path folder;

    private ConvertedGateway converted;

    @BeforeEach
    void create() {
        converted = new ConvertedGateway(folder);
    }

    @Test
    void theExampleOfThePageIsWhatTheCommandWrites() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "litellm.md"));
        List<String> blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(blocks).hasSize(2);
        Object expected = new Yaml().load(blocks.get(1));
        Object written = new Yaml().load(converted.convert(blocks.get(0)));
        assertThat(written).isEqualTo(expected);
        assertThat(page.lines().filter(line -> line.startsWith("changed: ") || line.startsWith("not mapped: ")))
                .as("the findings on the page")
                .containsExactlyElementsOf(converted.errors().lines().toList());
    }

    @Test
    void keysAreNeverWritten() throws IOException {
        String source = """
                environment_variables: { SOME_TOKEN: secret-0 }
                credential_list:
                  - { credential_name: c, credential_values: { api_key: secret-1 } }
                model_list:
                  - { model_name: a, litellm_params: { model: openai/gpt-4.1, api_key: secret-2, extra_headers: { X-Auth: secret-3 } } }
                  - { model_name: b, litellm_params: { model: openai/gpt-4.1, api_key: secret-4 } }
                  - { model_name: c, litellm_params: { model: openai/gpt-4.1, litellm_credential_name: c } }
                  - { model_name: d, litellm_params: { model: azure/x, api_base: "https://user:secret-5@me.example/?code=secret-6", api_key: secret-7, azure_ad_token: secret-8 } }
                  - { model_name: e, litellm_params: { model: bedrock/m, aws_region_name: eu-west-1, aws_access_key_id: secret-9, aws_secret_access_key: secret-10 } }
                  - { model_name: f, litellm_params: { model: vertex_ai/gemini-2.5-pro, vertex_project: p, vertex_credentials: '{"private_key":"secret-11"}' } }
                router_settings: { redis_host: h, redis_password: secret-12 }
                litellm_settings: { cache_params: { password: secret-13 } }
                general_settings: { master_key: secret-14, database_url: "postgresql://u:secret-15@h/d" }
                """;
        String written = converted.convert(source);
        assertThat(written + converted.errors())
                .doesNotContain("secret-")
                .contains("${OPENAI_API_KEY}", "${OPENAI_2_API_KEY}", "${OPENAI_3_API_KEY}", "${OPENAI_X_AUTH_HEADER}")
                .contains("${AWS_ACCESS_KEY_ID}:${AWS_SECRET_ACCESS_KEY}", "${AZURE_API_KEY}", "${OPERATORS_TOKEN}");
        assertThat(converted.errors())
                .contains("changed: model_list[0].litellm_params.api_key: may be secret and is not copied: set "
                        + "OPENAI_API_KEY in the environment");
    }

    @Test
    void whatIsNotMappedIsNamedWithItsPathAndReason() throws IOException {
        converted.convert("""
                model_list:
                  - { model_name: m, litellm_params: { model: openai/gpt-4.1, rpm: 10, weight: 2, brand_new: 1 } }
                  - { model_name: m, litellm_params: { model: cohere/command-r } }
                  - { model_name: pictures, litellm_params: { model: openai/dall-e-3 }, model_info: { mode: image_generation } }
                  - { model_name: "*", litellm_params: { model: "groq/*" } }
                  - { model_name: v, litellm_params: { model: hosted_vllm/llama } }
                router_settings:
                  routing_strategy: lowest-price
                  fallbacks: [{ m: [pictures] }, { m: [{ model: x }] }]
                  model_group_alias: { x: nothing }
                general_settings: { database_url: d }
                guardrails: []
                callback_settings: { otel: {} }
                """);
        assertThat(converted.errors().lines())
                .containsExactlyInAnyOrder(
                        "not mapped: model_list[0].litellm_params.rpm: capacity is learned from the provider's limits and answers",
                        "not mapped: model_list[0].litellm_params.weight: traffic is divided by what is measured, not by fixed weights",
                        "not mapped: model_list[0].litellm_params.brand_new: no counterpart",
                        "not mapped: model_list[1].litellm_params.model: no protocol for the provider of cohere/command-r",
                        "not mapped: model_list[2].model_info.mode: image_generation: only chat completions and embeddings",
                        "not mapped: model_list[3].litellm_params.model: each model must be listed, as none of this provider is in the catalogue",
                        "not mapped: model_list[4].litellm_params.api_base: missing, so the address of the provider is unknown",
                        "not mapped: router_settings.routing_strategy: unknown; the goal is balanced",
                        "not mapped: router_settings.fallbacks[0].m[0]: no group or model that was converted",
                        "not mapped: router_settings.fallbacks[1].m[0]: parameters in a fallback: list it as a model",
                        "not mapped: router_settings.model_group_alias.x: no group or model that was converted",
                        "not mapped: general_settings.database_url: no database: keys, limits and budgets are configured by tenants",
                        "not mapped: guardrails: no guardrails",
                        "not mapped: callback_settings: metrics, traces, audit log and decision log take the place of callbacks");
    }

    @Test
    void groupsOfOneModelShareIt() throws IOException {
        Map<String, Object> written = read("""
                model_list:
                  - { model_name: a, litellm_params: { model: openai/gpt-4.1 } }
                  - { model_name: b, litellm_params: { model: openai/gpt-4.1 } }
                  - { model_name: c, litellm_params: { model: openai/gpt-4.1, timeout: 5 } }
                """);
        assertThat(written.toString())
                .contains("models=[{id=gpt-4.1, provider=openai}, "
                        + "{id=gpt-4.1-openai, name=gpt-4.1, provider=openai, response-timeout=5s}]")
                .contains("a={goal=random, primary=[gpt-4.1]}, b={goal=random, primary=[gpt-4.1]}");
    }

    @Test
    void limitsOfAnswersBecomeThoseOfTheirTier() throws IOException {
        assertThat(read(ONE.formatted(", max_tokens: 100")).toString()).contains("changes={primary={max-tokens=100}}");
    }

    @Test
    void factsOfModelsAreKept() throws IOException {
        String model = """
                model_list:
                  - model_name: m
                    litellm_params: { model: hosted_vllm/acme-7b, api_base: "http://h:1/v1", region_name: eu }
                    model_info: { input_cost_per_token: 0.00000015, cache_read_input_token_cost: 7.5e-8, max_input_tokens: 8192, supports_vision: true }
                """;
        assertThat(read(model).toString())
                .contains("{id=acme-7b, provider=hosted-vllm, context-window=8192, price={input=0.15, cached=0.075}, "
                        + "capabilities=[vision], region=eu}")
                .contains("hosted-vllm={wire=openai, url=http://h:1/v1}");
    }

    @Test
    void theSharedServerBecomesTheSharedState() throws IOException {
        String host =
                "router_settings: { redis_host: cache.internal, redis_port: 6380, redis_password: os.environ/PW }\n";
        assertThat(read(ONE.formatted("") + host).toString())
                .contains("state={redis=redis://:${PW}@cache.internal:6380}");
        assertThat(read(ONE.formatted("") + "router_settings: { redis_url: 'redis://u:secret@h' }\n")
                        .toString())
                .contains("state={redis=${REDIS_URL}}");
    }

    @Test
    void cyclesOfFallbacksEnd() throws IOException {
        String source = """
                model_list:
                  - { model_name: a, litellm_params: { model: openai/gpt-4.1 } }
                  - { model_name: b, litellm_params: { model: openai/gpt-4.1-mini } }
                litellm_settings: { fallbacks: [{ a: [b] }, { b: [a] }], num_retries: 0, default_fallbacks: [b] }
                """;
        assertThat(read(source).toString())
                .contains("a={goal=random, primary=[gpt-4.1], fallback=[gpt-4.1-mini], "
                        + "failover={attempts=2, retry-same=0}}");
    }

    @Test
    void includedFilesAreRead() throws IOException {
        Files.writeString(folder.resolve("more.yaml"), ONE.formatted("").replace("name: m", "name: included"));
        assertThat(read("include: [more.yaml]\n" + ONE.formatted("")).toString())
                .contains("included={", "m={");
    }

    @Test
    void aFileThatCanNotBeReadIsAnErrorWithoutItsText() throws IOException {
        assertThat(converted.run("model_list:\n  - api_key: secret-1\n bad: [secret-2\n"))
                .isEqualTo(1);
        assertThat(converted.errors())
                .contains("litellm.yaml, line 3: not YAML")
                .doesNotContain("secret");
        assertThat(converted.run("- a\n")).isEqualTo(1);
        assertThat(converted.errors()).contains("not a map of YAML");
        assertThat(converted.run("a: !!java.net.URL [\"http://localhost\"]\n")).isEqualTo(1);
        assertThat(converted.command(folder.resolve("none").toString())).isEqualTo(1);
        assertThat(converted.errors()).contains("none: no such file");
        assertThat(converted.run("model_list: []\n")).isEqualTo(1);
        assertThat(converted.errors()).contains("model_list: no model could be converted");
        assertThat(converted.command()).isEqualTo(2);
        assertThat(converted.errors()).startsWith("Usage: java -jar gateway.jar convert-litellm LITELLM_FILE");
    }

    @Test
    void theGatewaysMainClassRunsTheCommandAndNeverOverwrites() throws Exception {
        Path source = Files.writeString(folder.resolve("source.yaml"), ONE.formatted(""));
        Path target = folder.resolve("target.yml");
        assertThat(java(source, target)).isZero();
        assertThat(Files.readString(target)).startsWith("# Converted from a configuration of LiteLLM.\npointsman:\n");
        assertThat(converted.command(source.toString(), target.toString())).isEqualTo(1);
        assertThat(converted.errors()).contains("target.yml: exists already");
    }

    private static int java(Path... files) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.concat(
                        Stream.of(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.pointsman.gateway.Application",
                                ConvertLiteLlmCommand.NAME),
                        Arrays.stream(files).map(Path::toString))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).isEmpty();
        return process.waitFor();
    }

    private Map<String, Object> read(String source) throws IOException {
        return new Yaml().load(converted.convert(source));
    }
}
