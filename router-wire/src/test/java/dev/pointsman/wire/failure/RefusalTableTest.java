package dev.pointsman.wire.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.FailureRule;
import dev.pointsman.failure.Refusal;
import dev.pointsman.failure.RefusalTable;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.FailureKind.HealthEffect;
import dev.pointsman.wire.ErrorReport;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the table tells the kind of a body in its words, and no rule before it does. */
class RefusalTableTest {
    private static final RefusalTable TABLE = RefusalTable.BUILT_IN;
    private static final Map<String, FailureRule> RULES =
            TABLE.rules().stream().collect(Collectors.toMap(FailureRule::name, Function.identity()));

    static Collection<RefusalSamples> samples() {
        return RefusalSamples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRefusalOfItsOwnProviderIsToldByItsRule(RefusalSamples sample) {
        FailureRule rule = RULES.get(sample.rule());
        assertThat(found(sample, rule.provider()).name()).isEqualTo(sample.rule());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSameWordsFromAServerOfOnesOwnMeanTheSame(RefusalSamples sample) {
        FailureRule rule = RULES.get(sample.rule());
        assertThat(found(sample, "").kind()).isEqualTo(rule.kind());
    }

    @Test
    void everyRuleHasASampleASourceAndANameOfItsOwn() {
        assertThat(RefusalSamples.all().stream().map(RefusalSamples::rule))
                .containsExactlyInAnyOrderElementsOf(RULES.keySet());
        assertThat(RULES).hasSize(TABLE.rules().size()).hasSizeGreaterThan(60);
        assertThat(TABLE.rules()).allMatch(rule -> rule.source().startsWith("https://"));
    }

    @Test
    void theTableSpeaksOfTheProvidersThatItPromises() {
        assertThat(RefusalTable.families())
                .contains(
                        "openai",
                        "azure",
                        "anthropic",
                        "bedrock",
                        "gemini",
                        "vertex",
                        "mistral",
                        "deepseek",
                        "xai",
                        "groq",
                        "together",
                        "fireworks",
                        "openrouter",
                        "cohere",
                        "vllm",
                        "sglang",
                        "tgi",
                        "llama.cpp",
                        "ollama",
                        "litellm");
    }

    @Test
    void rulesThatTakeAModelOutBeginWithTheProvidersOwnWords() {
        Set<String> unanchored = TABLE.rules().stream()
                .filter(rule -> rule.kind().healthEffect() == HealthEffect.OUT)
                .filter(rule -> rule.message().startsWith("*"))
                .map(FailureRule::name)
                .collect(Collectors.toSet());
        assertThat(unanchored).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api.openai.com | openai",
                "acme.openai.azure.com | azure",
                "us-central1-aiplatform.googleapis.com | vertex",
                "aiplatform.googleapis.com | vertex",
                "bedrock-runtime.eu-west-1.amazonaws.com | bedrock",
                "API.GROQ.COM | groq",
                "notapi.groq.com.example.org | ''",
                "evilapi.groq.com | ''",
                "127.0.0.1 | ''",
            })
    void aFamilyFollowsFromTheHost(String host, String family) {
        assertThat(TABLE.family(host)).isEqualTo(family);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | {'error':{'message':'bad','type':'api_error'}} | INVALID_REQUEST",
                "413 | {'type':'error','error':{'type':'request_too_large','message':'too many bytes'}} | INVALID_REQUEST",
                "404 | {'detail':'Not Found'} | INVALID_REQUEST",
                "422 | {'detail':[{'loc':['body','n'],'msg':'Input should be a number','type':'int_parsing'}]} | INVALID_REQUEST",
                "400 | {'error':{'message':'max_tokens is too large: 9000.','code':null}} | INVALID_REQUEST",
                "0 | {'error':{'type':'overloaded_error','message':'x'}} | SERVER_ERROR",
                "0 | {'error':{'type':'rate_limit_error','message':'x'}} | RATE_LIMITED",
                "0 | {'error':{'message':'x','code':502}} | SERVER_ERROR",
                "0 | {'error':{'message':'x','code':'429'}} | RATE_LIMITED",
                "0 | {'error':{'message':'prompt is too long: 2 > 1','code':400}} | CONTEXT_LENGTH",
                "0 | {'error':{'message':'slow down','code':429},'reason':'finish_reason_error'} | RATE_LIMITED",
                "0 | {'error':{'message':'gone','code':502},'reason':'finish_reason_error'} | GENERATION_FAILED",
            })
    void whatIsNotSaidInSuchWordsIsAsItsStatusSays(int status, String body, FailureKind kind) {
        assertThat(found(status, body.replace('\'', '"'), "").kind()).isEqualTo(kind);
    }

    /** A caller must not be able to take a model out for all others by words that a provider repeats. */
    @ParameterizedTest
    @MethodSource("samples")
    void wordsOfACallerThatAProviderRepeatsTakeNoModelOut(RefusalSamples sample) {
        String quoted =
                ErrorReport.of(sample.body().getBytes(StandardCharsets.UTF_8)).message();
        for (String words : List.of(quoted, sample.body())) {
            String escaped = words.replace("\\", "").replace("\"", "\\\"");
            String body = "{\"error\":{\"message\":\"Invalid value: '" + escaped
                    + "'. Supported values are: 'user'.\",\"type\":\"invalid_request_error\",\"code\":\"invalid_value\"}}";
            FailureKind kind = found(400, body, "openai").kind();
            assertThat(kind.healthEffect()).as(body).isEqualTo(HealthEffect.NOTHING);
        }
    }

    private FailureRule found(RefusalSamples sample, String family) {
        return found(sample.status(), sample.body(), family);
    }

    private FailureRule found(int status, String body, String family) {
        ErrorReport report = ErrorReport.of(body.getBytes(StandardCharsets.UTF_8));
        return TABLE.find(
                new Refusal("p", family, status == 0 ? report.status() : status, report.codes(), report.message()));
    }
}
