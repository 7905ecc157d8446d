package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/**
 * Configurations of the page on providers: one gateway with all of them, whose hosts are those of mock providers. What
 * arrives is compared with what each provider documents.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvidersPageTest {
    private static final Path PAGE = Path.of("..", "docs", "providers.md");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("https?://[^/]+(?=/|$)");
    private static final Map<String, Object> VARIABLES = Map.of(
            "AZURE_OPENAI_API_KEY", "azure-key",
            "AWS_BEARER_TOKEN_BEDROCK", "bedrock-key",
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "secret-of-aws",
            "GEMINI_API_KEY", "gemini-key",
            "VERTEX_API_KEY", "vertex-key",
            "VLLM_API_KEY", "vllm-key");
    private static final Map<String, String> AWS_PROPERTIES = Map.of(
            "aws.region", "eu-west-1",
            "aws.accessKeyId", "AKIDOFCHAIN",
            "aws.secretAccessKey", "secret-of-chain");

    private final Map<String, FaultyProvider> providers = Map.of(
            "openai", FaultyProvider.openAi().text("from openai").start(),
            "bedrock", FaultyProvider.bedrock().text("from bedrock").start(),
            "gemini", FaultyProvider.gemini().text("from gemini").start());
    private Gateway gateway;

    @BeforeAll
    void startAsThePageSays() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(6);
        AWS_PROPERTIES.forEach(System::setProperty);
        gateway = Gateway.start(new Yaml().dump(merged(blocks)), VARIABLES);
    }

    @AfterAll
    void close() {
        AWS_PROPERTIES.keySet().forEach(System::clearProperty);
        gateway.close();
        providers.values().forEach(FaultyProvider::close);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "azure, /openai/v1/chat/completions, -, api-key, azure-key, my-gpt-41-deployment",
                "azure-dated, /openai/deployments/my-gpt-41-deployment/chat/completions, api-version=2024-10-21, api-key, azure-key, my-gpt-41-deployment",
                "vllm, /v1/chat/completions, -, Authorization, Bearer vllm-key, meta-llama/Llama-3.3-70B-Instruct",
                "ollama, /v1/chat/completions, -, Authorization, -, llama3.2:3b"
            })
    void chatCompletionsArriveAsDocumented(
            String pool, String path, String query, String header, String value, String model) throws Exception {
        for (boolean isStream : new boolean[] {false, true}) {
            SeenRequest seen = ask(pool, isStream, "openai");
            assertThat(seen.path()).isEqualTo(path);
            assertThat(seen.query()).isEqualTo(query == null ? "" : query);
            assertThat(seen.header(header).orElse(null)).isEqualTo(value);
            assertThat(seen.header("Authorization").isPresent())
                    .as("no other key")
                    .isEqualTo(header.equals("Authorization") && value != null);
            assertThat(seen.model()).isEqualTo(model);
            assertThat(seen.at("/messages/0/content")).hasValue("Hello");
            assertThat(seen.streaming()).isEqualTo(isStream);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bedrock-key, Bearer bedrock-key",
        "bedrock-aws, AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/",
        "bedrock-chain, AWS4-HMAC-SHA256 Credential=AKIDOFCHAIN/"
    })
    void callsOfBedrockArriveAsDocumented(String pool, String credentials) throws Exception {
        for (boolean isStream : new boolean[] {false, true}) {
            SeenRequest seen = ask(pool, isStream, "bedrock");
            assertThat(seen.path().replace("%3A", ":"))
                    .isEqualTo("/model/eu.anthropic.claude-sonnet-4-5-20250929-v1:0/"
                            + (isStream ? "converse-stream" : "converse"));
            assertThat(seen.header("Authorization").orElseThrow()).startsWith(credentials);
            if (!pool.equals("bedrock-key")) {
                assertThat(seen.header("Authorization").orElseThrow()).contains("/eu-west-1/bedrock/aws4_request");
            }
            assertThat(seen.at("/messages/0/content/0/text")).hasValue("Hello");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gemini, /v1beta, gemini-key",
        "vertex, /v1/projects/my-project/locations/europe-west4/publishers/google, vertex-key"
    })
    void callsOfGeminiArriveAsDocumented(String pool, String base, String key) throws Exception {
        for (boolean isStream : new boolean[] {false, true}) {
            SeenRequest seen = ask(pool, isStream, "gemini");
            assertThat(seen.path())
                    .isEqualTo(base + "/models/gemini-2.5-pro:"
                            + (isStream ? "streamGenerateContent" : "generateContent"));
            assertThat(seen.query()).isEqualTo(isStream ? "alt=sse" : "");
            assertThat(seen.header("x-goog-api-key")).hasValue(key);
            assertThat(seen.at("/contents/0/parts/0/text")).hasValue("Hello");
        }
    }

    @Test
    void embeddingsOfOllamaArriveAsDocumented() throws Exception {
        HttpResponse<String> response = gateway.post("/v1/embeddings", "{\"model\":\"embed\",\"input\":\"Hello\"}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        SeenRequest seen = last("openai");
        assertThat(seen.path()).isEqualTo("/v1/embeddings");
        assertThat(seen.model()).isEqualTo("nomic-embed-text");
    }

    private SeenRequest ask(String pool, boolean isStream, String wire) throws Exception {
        HttpResponse<String> response =
                gateway.post(Gateway.CHAT, Gateway.hello("\"model\":\"" + pool + "\",\"stream\":" + isStream));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body().replace("\",\"", "")).contains("from");
        return last(wire);
    }

    private SeenRequest last(String wire) {
        List<SeenRequest> requests = providers.get(wire).requests();
        return requests.get(requests.size() - 1);
    }

    /** Puts the configurations of the page into one, and replaces the hosts. */
    private Map<String, Object> merged(List<String> blocks) {
        Map<String, Object> allProviders = new LinkedHashMap<>();
        Map<String, Object> allPools = new LinkedHashMap<>();
        List<Object> allModels = new ArrayList<>();
        for (String block : blocks) {
            Map<String, Map<String, Object>> document = new Yaml().load(block);
            Map<String, Object> pointsman = document.get("pointsman");
            map(pointsman, "providers").forEach((name, provider) -> allProviders.put(name, local(map(provider))));
            map(pointsman, "pools").forEach(allPools::put);
            allModels.addAll((List<?>) pointsman.get("models"));
        }
        return Map.of("pointsman", Map.of("providers", allProviders, "models", allModels, "pools", allPools));
    }

    private Map<String, Object> local(Map<String, Object> provider) {
        Map<String, Object> local = new LinkedHashMap<>(provider);
        int port = providers.get(provider.get("wire").toString()).port();
        local.put("url", HOST.matcher(provider.get("url").toString()).replaceFirst("http://127.0.0.1:" + port));
        return local;
    }

    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        return map(parent.get(key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
