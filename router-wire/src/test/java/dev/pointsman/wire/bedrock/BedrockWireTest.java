package dev.pointsman.wire.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ErrorReport;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.failure.FailureMappings;
import dev.pointsman.wire.failure.FailureReader;
import dev.pointsman.wire.reasoning.ReasoningStates;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

class BedrockWireTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String HOST = "https://bedrock-runtime.eu-west-1.amazonaws.com";
    private static final Model MODEL = Model.builder("m", "aws").build();
    private static final String USAGE =
            "{'usage':{'inputTokens':10,'cacheReadInputTokens':60,'cacheWriteInputTokens':30,'outputTokens':7}}";

    private static final String OWN =
            new ReasoningStates(account(HOST, "")).of(MODEL).wrapped("");

    private static ProviderAccount account(String url, String key) {
        return new ProviderAccount("aws", URI.create(url), key, InstantSource.fixed(NOW));
    }

    private static WireProtocol protocol(String url, String key) {
        return new BedrockWireFactory().create(account(url, key));
    }

    private final WireProtocol wire = protocol(HOST, "AKID:secret");

    private static Map<String, String> headers(WireProtocol wire, String url, String body) {
        return wire.headers(new OutgoingRequest("POST", URI.create(url), body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void requestsAreSignedForTheRegionOfTheHost() {
        String url = HOST + "/model/a%3A0/converse";
        Map<String, String> headers = headers(wire, url, "{}");
        assertThat(headers.get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-1/bedrock/aws4_request, SignedHeaders=")
                .contains("host")
                .contains("x-amz-date")
                .doesNotContain("secret");
        assertThat(headers.get("X-Amz-Date")).isEqualTo("20260102T030405Z");
        assertThat(headers(wire, url, "{}")).isEqualTo(headers);
        assertThat(headers(wire, url, "{ }").get("Authorization")).isNotEqualTo(headers.get("Authorization"));
        assertThat(headers(wire, HOST + "/model/b/converse", "{}").get("Authorization"))
                .isNotEqualTo(headers.get("Authorization"));
    }

    @Test
    void sessionCredentialsHaveTheirTokenAndKeysOfBedrockAreBearers() {
        assertThat(headers(protocol(HOST, "AKID:secret:to:ken"), HOST + "/x", "{}"))
                .containsEntry("X-Amz-Security-Token", "to:ken");
        assertThat(headers(protocol("http://proxy.example.org", "bedrock-api-key-x"), HOST + "/x", "{}"))
                .isEqualTo(Map.of("Authorization", "Bearer bedrock-api-key-x"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://bedrock-runtime.us-east-1.amazonaws.com,us-east-1",
        "https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com,us-gov-west-1",
        "https://bedrock-runtime.cn-north-1.amazonaws.com.cn,cn-north-1",
        "https://vpce-1-x.bedrock-runtime.eu-west-1.vpce.amazonaws.com,eu-west-1"
    })
    void theRegionComesFromTheHost(String url, String region) {
        assertThat(headers(protocol(url, "AKID:secret"), url + "/x", "{}").get("Authorization"))
                .contains("/" + region + "/bedrock/");
    }

    @Test
    void badKeysFailAtStart() {
        assertThatThrownBy(() -> protocol(HOST, "AKID:"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("providers.aws.api-key: a part is blank");
    }

    @Test
    void theModelStandsInThePath() {
        Model model = Model.builder("m", "aws")
                .name("arn:aws:bedrock:eu-west-1:1:inference-profile/eu.x-v1:0")
                .build();
        assertThat(wire.chatRequest(model, ChatRequest.user("Hi"), true).path())
                .isEqualTo(
                        "model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Ainference-profile%2Feu.x-v1%3A0/converse-stream");
    }

    @Test
    void aWholeAnswerBecomesACompletion() {
        ChatResponse answer = wire.chatResponse(MODEL, Trees.of("""
        {'output': {'message': {'role': 'assistant', 'content': [
           {'reasoningContent': {'reasoningText': {'text': 'hm', 'signature': 's'}}},
           {'reasoningContent': {'redactedContent': 'cmVk'}},
           {'text': 'Look: '}, {'text': 'here.'},
           {'toolUse': {'toolUseId': 't1', 'name': 'f', 'input': {'x': 1}}}]}},
         'stopReason': 'tool_use',
         'usage': {'inputTokens': 10, 'cacheReadInputTokens': 60, 'cacheWriteInputTokens': 30, 'outputTokens': 7,
                   'cacheDetails': [{'ttl': '5m', 'inputTokens': 10}, {'ttl': '1h', 'inputTokens': 20}]}}
        """));
        assertThat(Trees.reread(answer.json()).at("/choices/0/message")).isEqualTo(Trees.of("""
        {'role': 'assistant', 'content': 'Look: here.', 'reasoning_content': 'hm', 'reasoning_details': [
           {'type': 'reasoning.text', 'format': 'anthropic-claude-v1', 'index': 0, 'text': 'hm', 'signature': 'OWNs'},
           {'type': 'reasoning.encrypted', 'format': 'anthropic-claude-v1', 'index': 1, 'data': 'OWNcmVk'}],
         'tool_calls': [{'id': 't1', 'type': 'function', 'function': {'name': 'f', 'arguments': '{"x":1}'}}]}
        """.replace("OWN", OWN)));
        assertThat(answer.json().at("/id").asText()).isEqualTo("chatcmpl-19b7ca98c88-1");
        assertThat(answer.finishReason()).isEqualTo("tool_calls");
        assertThat(answer.usage()).isEqualTo(new Usage(100, 60, 30, 20, 7));
        assertThat(answer.json()
                        .at("/usage/prompt_tokens_details/cache_creation_tokens")
                        .asInt())
                .isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn,stop",
        "stop_sequence,stop",
        "max_tokens,length",
        "model_context_window_exceeded,length",
        "guardrail_intervened,content_filter",
        "content_filtered,content_filter",
        "new_reason,new_reason"
    })
    void stopReasonsAreTranslated(String reason, String expected) {
        assertThat(BedrockFormat.finishReason(reason)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"malformed_model_output", "malformed_tool_use"})
    void aFailureOfTheModelIsNoAnswer(String reason) {
        ReportedErrorException error =
                catchThrowableOfType(ReportedErrorException.class, () -> BedrockFormat.finishReason(reason));
        assertThat(kind(wire.error(error.body()))).isEqualTo(FailureKind.GENERATION_FAILED);
    }

    private static FailureKind kind(ErrorReport report) {
        return new FailureReader("aws", "bedrock-runtime.eu-west-1.amazonaws.com", FailureMappings.NONE)
                .reported(report, NOW)
                .kind();
    }

    private static byte[] frame(String kind, String type, String payload) {
        return bytes(new Message(
                Map.of(
                        ":message-type",
                        HeaderValue.fromString(kind),
                        ":" + kind + "-type",
                        HeaderValue.fromString(type)),
                Trees.of(payload).toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] bytes(Message message) {
        var buffer = message.toByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static List<ChatChunk> read(StreamReader reader, BedrockFrames decoder, byte[] bytes) {
        List<ChatChunk> chunks = new ArrayList<>();
        for (ServerEvent event : decoder.feed(bytes)) {
            chunks.addAll(reader.read(event));
        }
        return chunks;
    }

    @Test
    void framesBecomeDeltas() {
        StreamReader reader = wire.streamReader(MODEL, ChatRequest.user("Hi"));
        BedrockFrames decoder = new BedrockFrames();
        List<ChatChunk> chunks = new ArrayList<>();
        for (String[] event : new String[][] {
            {"messageStart", "{'role':'assistant'}"},
            {"contentBlockDelta", "{'contentBlockIndex':0,'delta':{'reasoningContent':{'text':'hm'}}}"},
            {"contentBlockDelta", "{'contentBlockIndex':0,'delta':{'reasoningContent':{'signature':'s'}}}"},
            {"contentBlockStop", "{'contentBlockIndex':0}"},
            {"contentBlockDelta", "{'contentBlockIndex':1,'delta':{'text':'Look'}}"},
            {"contentBlockStop", "{'contentBlockIndex':1}"},
            {"contentBlockStart", "{'contentBlockIndex':2,'start':{'toolUse':{'toolUseId':'t1','name':'f'}}}"},
            {"contentBlockDelta", "{'contentBlockIndex':2,'delta':{'toolUse':{'input':'{\"x\":'}}}"},
            {"contentBlockDelta", "{'contentBlockIndex':2,'delta':{'toolUse':{'input':'1}'}}}"},
            {"contentBlockStop", "{'contentBlockIndex':2}"},
            {"contentBlockStart", "{'contentBlockIndex':3,'start':{'toolUse':{'toolUseId':'t2','name':'g'}}}"},
            {"contentBlockStop", "{'contentBlockIndex':3}"}
        }) {
            chunks.addAll(read(reader, decoder, frame("event", event[0], event[1])));
        }
        assertThat(reader.isWholeAtEnd()).isFalse();
        chunks.addAll(read(reader, decoder, frame("event", "messageStop", "{'stopReason':'tool_use'}")));
        assertThat(reader.isWhole()).isTrue();
        assertThat(reader.isOver()).isFalse();
        chunks.addAll(read(reader, decoder, frame("event", "metadata", USAGE)));
        assertThat(reader.isOver()).isTrue();
        assertThat(chunks.stream().map(chunk -> chunk.delta().toString()))
                .containsExactly(
                        "{\"role\":\"assistant\",\"content\":\"\"}",
                        "{\"reasoning_content\":\"hm\"}",
                        "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"format\":\"anthropic-claude-v1\",\"index\":0,\"text\":\"hm\",\"signature\":\""
                                + OWN + "s\"}]}",
                        "{\"content\":\"Look\"}",
                        "{\"tool_calls\":[{\"id\":\"t1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"},\"index\":0}]}",
                        "{\"tool_calls\":[{\"function\":{\"arguments\":\"{\\\"x\\\":\"},\"index\":0}]}",
                        "{\"tool_calls\":[{\"function\":{\"arguments\":\"1}\"},\"index\":0}]}",
                        "{\"tool_calls\":[{\"id\":\"t2\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"\"},\"index\":1}]}",
                        "{\"tool_calls\":[{\"function\":{\"arguments\":\"{}\"},\"index\":1}]}",
                        "{}",
                        "{}");
        assertThat(chunks.get(10).usage()).isEqualTo(new Usage(100, 60, 30, 0, 7));
    }

    @ParameterizedTest
    @CsvSource({
        "throttlingException,RATE_LIMITED",
        "modelStreamErrorException,GENERATION_FAILED",
        "internalServerException,SERVER_ERROR",
        "serviceUnavailableException,SERVER_ERROR"
    })
    void exceptionsInAStreamHaveTheirKinds(String type, FailureKind kind) {
        ReportedErrorException error = catchThrowableOfType(
                ReportedErrorException.class,
                () -> read(
                        wire.streamReader(MODEL, ChatRequest.user("Hi")),
                        new BedrockFrames(),
                        frame("exception", type, "{'message':'no'}")));
        assertThat(kind(wire.error(error.body()))).isEqualTo(kind);
    }

    @Test
    void theTypeOfAnErrorStandsInAHeader() {
        Map<String, String> headers = Map.of("x-amzn-errortype", "ModelNotReadyException:http://internal.amazon.com/");
        ErrorReport report = wire.error("{\"message\":\"Not ready.\"}".getBytes(StandardCharsets.UTF_8), headers::get);
        assertThat(report.code()).isEqualTo("modelnotreadyexception");
        assertThat(report.message()).isEqualTo("Not ready.");
        assertThat(new FailureReader("aws", "bedrock-runtime.eu-west-1.amazonaws.com", FailureMappings.NONE)
                        .refused(429, headers::get, report, "", NOW)
                        .kind())
                .isEqualTo(FailureKind.SERVER_ERROR);
    }

    @Test
    void withoutTheSdkTheStartFailsAndNamesIt() throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!entry.contains("awssdk")) {
                entries.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(entries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> factory = loader.loadClass(BedrockWireFactory.class.getName());
            Class<?> account = loader.loadClass(ProviderAccount.class.getName());
            Object aws = account.getConstructor(String.class, URI.class, String.class, InstantSource.class)
                    .newInstance("aws", URI.create(HOST), "", InstantSource.system());
            Object instance = factory.getConstructor().newInstance();
            assertThatThrownBy(() -> factory.getMethod("create", account).invoke(instance, aws))
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("providers.aws.wire: bedrock, without the AWS SDK"
                            + " (expected: software.amazon.awssdk:auth on the class path)");
        }
    }
}
