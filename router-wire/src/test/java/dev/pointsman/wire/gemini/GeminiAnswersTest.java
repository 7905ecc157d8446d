package dev.pointsman.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Usage;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.EmbeddingResponse;
import dev.pointsman.wire.ErrorReport;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ReportedErrorException;
import dev.pointsman.wire.ServerEvent;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.failure.FailureMappings;
import dev.pointsman.wire.failure.FailureReader;
import dev.pointsman.wire.reasoning.ReasoningStates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiAnswersTest {
    private static final Model MODEL =
            Model.builder("m", "google").name("gemini-3-pro").build();

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String USAGE =
            "'usageMetadata':{'promptTokenCount':100,'cachedContentTokenCount':60,'candidatesTokenCount':7,'thoughtsTokenCount':30,'totalTokenCount':137}";
    private static final String PARTS =
            "[{'text':'hm','thought':true},{'text':'Look: '},{'text':'here.','thoughtSignature':'dA=='},"
                    + "{'functionCall':{'id':'c1','name':'f','args':{'x':1}},'thoughtSignature':'cw=='},{'functionCall':{'name':'g'}}]";

    private static final ProviderAccount ACCOUNT =
            new ProviderAccount("google", URI.create("http://x/v1beta"), "", InstantSource.fixed(NOW));
    private static final String OWN = new ReasoningStates(ACCOUNT).of(MODEL).wrapped("");

    private final WireProtocol wire = new GeminiWireFactory().create(ACCOUNT);

    private ChatResponse answer(String json) {
        return wire.chatResponse(MODEL, Trees.of(json));
    }

    @Test
    void aWholeAnswerBecomesACompletion() {
        ChatResponse answer = answer("{'candidates':[{'content':{'role':'model','parts':" + PARTS
                + "},'finishReason':'STOP'}]," + USAGE + ",'modelVersion':'gemini-x','responseId':'r1'}");
        assertThat(Trees.reread(answer.json())).isEqualTo(Trees.of("""
        {'id': 'r1', 'object': 'chat.completion', 'created': 1700000000, 'model': 'gemini-x',
         'choices': [{'index': 0, 'message': {'role': 'assistant', 'content': 'Look: here.', 'reasoning_content': 'hm',
           'reasoning_details': [
             {'type': 'reasoning.encrypted', 'data': 'OWNdA==', 'format': 'google-gemini-v1', 'index': 0},
             {'type': 'reasoning.encrypted', 'id': 'c1', 'data': 'OWNcw==', 'format': 'google-gemini-v1', 'index': 1}],
           'tool_calls': [
             {'id': 'c1', 'type': 'function', 'function': {'name': 'f', 'arguments': '{"x":1}'}},
             {'id': 'call_r1_1', 'type': 'function', 'function': {'name': 'g', 'arguments': '{}'}}]},
           'logprobs': null, 'finish_reason': 'tool_calls'}],
         'usage': {'prompt_tokens': 100, 'completion_tokens': 37, 'total_tokens': 137,
           'prompt_tokens_details': {'cached_tokens': 60}, 'completion_tokens_details': {'reasoning_tokens': 30}}}
        """.replace("OWN", OWN)));
        assertThat(answer.usage()).isEqualTo(new Usage(100, 60, 37));
    }

    /** State that leaves in an answer comes back in the same parts. */
    @Test
    void anAnswerReturnsToThePartsThatItCameIn() {
        ChatResponse answer = answer("{'candidates':[{'content':{'parts':" + PARTS + "},'finishReason':'STOP'}]}");
        JsonNode message =
                JsonFields.object(JsonFields.items(answer.json(), "choices").get(0), "message");
        ChatRequest next = ChatRequest.of(JsonFields.build()
                .put("messages", List.of(Trees.of("{'role':'user','content':'Go'}"), message))
                .node());
        JsonNode sent = wire.chatRequest(MODEL, next, false).body();
        assertThat(Trees.reread(sent.at("/contents/1/parts"))).isEqualTo(Trees.of("""
        [{'text': 'Look: here.', 'thoughtSignature': 'dA=='},
         {'functionCall': {'id': 'c1', 'name': 'f', 'args': {'x': 1}}, 'thoughtSignature': 'cw=='},
         {'functionCall': {'id': 'call_18bcfe56800_1', 'name': 'g', 'args': {}}}]
        """));
    }

    @ParameterizedTest
    @CsvSource({
        "STOP,stop",
        "MAX_TOKENS,length",
        "SAFETY,content_filter",
        "RECITATION,content_filter",
        "PROHIBITED_CONTENT,content_filter",
        "SPII,content_filter"
    })
    void finishReasonsAreTranslated(String reason, String expected) {
        assertThat(answer("{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'" + reason + "'}]}")
                        .finishReason())
                .isEqualTo(expected);
        ChatChunk last = read("{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'" + reason + "'}]}")
                .get(2);
        assertThat(last.finishReason()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GENERATION_FAILED | {'candidates':[{'finishReason':'MALFORMED_FUNCTION_CALL'}]}",
                "GENERATION_FAILED | {'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'OTHER'}]}",
                "GENERATION_FAILED | {'candidates':[{'finishReason':'UNEXPECTED_TOOL_CALL'}]}",
                "CONTENT_FILTER | {'promptFeedback':{'blockReason':'PROHIBITED_CONTENT'}}",
                "CONTENT_FILTER | {'candidates':[],'promptFeedback':{'blockReason':'SAFETY'}}"
            })
    void failuresOfTheModelHaveTheirKinds(FailureKind kind, String answer) {
        assertThat(kind(catchThrowableOfType(ReportedErrorException.class, () -> answer(answer))))
                .isEqualTo(kind);
        assertThat(kind(catchThrowableOfType(ReportedErrorException.class, () -> read(answer))))
                .isEqualTo(kind);
    }

    private FailureKind kind(ReportedErrorException error) {
        ErrorReport report = wire.error(error.body());
        return new FailureReader("google", "generativelanguage.googleapis.com", FailureMappings.NONE)
                .reported(report, NOW)
                .kind();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'candidates':[]}",
                "{'candidates':[{'content':{'parts':[{'text':'a'}]}}]}",
                "{'usageMetadata':{}}"
            })
    void anAnswerWithoutAnEndIsNone(String json) {
        ProviderException error = catchThrowableOfType(ProviderException.class, () -> answer(json));
        assertThat(error.failure().kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    }

    @Test
    void aBadKeyInAnObjectOrAnArrayIsARefusedKey() {
        String object =
                "{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid API key.\",\"status\":\"INVALID_ARGUMENT\","
                        + "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\"}]}}";
        for (String body : List.of(object, "[" + object + "]")) {
            ErrorReport report = wire.error(body.getBytes(StandardCharsets.UTF_8));
            assertThat(new FailureReader("google", "proxy.example.org", FailureMappings.NONE)
                            .refused(400, name -> null, report, "", NOW)
                            .kind())
                    .isEqualTo(FailureKind.CREDENTIALS);
        }
    }

    private final StreamReader stream = wire.streamReader(MODEL, ChatRequest.user("Hi"));

    private List<ChatChunk> read(String... events) {
        StreamReader reader = wire.streamReader(MODEL, ChatRequest.user("Hi"));
        return read(reader, events);
    }

    private static List<ChatChunk> read(StreamReader reader, String... events) {
        List<ChatChunk> chunks = new ArrayList<>();
        for (String event : events) {
            chunks.addAll(
                    reader.read(new ServerEvent("", Trees.of(event).toString().getBytes(StandardCharsets.UTF_8))));
        }
        return chunks;
    }

    @Test
    void aStreamBecomesDeltasAndItsLastCountsAreTheUsage() {
        List<ChatChunk> chunks = read(
                stream,
                "{'candidates':[{'content':{'parts':[{'text':'hm','thought':true}]}}],'usageMetadata':{'promptTokenCount':100},'modelVersion':'gemini-x','responseId':'r1'}",
                "{'candidates':[{'content':{'parts':[{'text':'Look'}]}}],'usageMetadata':{'promptTokenCount':100,'candidatesTokenCount':1}}",
                "{'candidates':[{'content':{'parts':[{'functionCall':{'name':'f','args':{'x':1}},'thoughtSignature':'cw=='}]}}]}");
        assertThat(stream.isWhole()).isFalse();
        assertThat(stream.isWholeAtEnd()).isFalse();
        chunks.addAll(read(
                stream,
                "{'candidates':[{'content':{'parts':[{'text':''}]},'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':100,'candidatesTokenCount':5}}",
                "{" + USAGE + "}"));
        assertThat(stream.isWhole()).isTrue();
        assertThat(chunks.stream().map(chunk -> chunk.delta().toString()))
                .containsExactly(
                        "{\"role\":\"assistant\",\"content\":\"\"}",
                        "{\"reasoning_content\":\"hm\"}",
                        "{\"content\":\"Look\"}",
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"call_r1_0\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":1}\"}}]}",
                        "{\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"id\":\"call_r1_0\",\"data\":\""
                                + OWN + "cw==\",\"format\":\"google-gemini-v1\",\"index\":0}]}",
                        "{}",
                        "{}",
                        "{}");
        assertThat(chunks.get(5).finishReason()).isEqualTo("tool_calls");
        assertThat(chunks.get(6).usage()).isEqualTo(new Usage(100, 0, 5));
        assertThat(chunks.get(7).usage()).isEqualTo(new Usage(100, 60, 37));
        assertThat(chunks.get(7).model()).isEqualTo("gemini-x");
    }

    @Test
    void anAnswerThatContinuesAfterAFinishReasonIsOpenAgain() {
        read(stream, "{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'STOP'}]}");
        assertThat(stream.isWhole()).isTrue();
        read(stream, "{'candidates':[{'content':{'parts':[{'text':'b'}]}}]}");
        assertThat(stream.isWholeAtEnd()).isFalse();
    }

    @Test
    void anErrorInAStreamIsReported() {
        ReportedErrorException error = catchThrowableOfType(
                ReportedErrorException.class,
                () -> read("{'error':{'code':503,'message':'The model is overloaded.','status':'UNAVAILABLE'}}"));
        assertThat(kind(error)).isEqualTo(FailureKind.SERVER_ERROR);
    }

    @Test
    void embeddingsAreTranslated() {
        Model model = Model.builder("e", "google").name("gemini-embedding-001").build();
        EmbeddingRequest request =
                EmbeddingRequest.of(Trees.of("{'input':['a','b'],'dimensions':3,'encoding_format':'base64'}"));
        assertThat(wire.embeddingRequest(model, request).path())
                .isEqualTo("models/gemini-embedding-001:batchEmbedContents");
        assertThat(Trees.reread(wire.embeddingRequest(model, request).body())).isEqualTo(Trees.of("""
        {'requests': [
          {'model': 'models/gemini-embedding-001', 'content': {'parts': [{'text': 'a'}]}, 'outputDimensionality': 3},
          {'model': 'models/gemini-embedding-001', 'content': {'parts': [{'text': 'b'}]}, 'outputDimensionality': 3}]}
        """));
        EmbeddingResponse answer =
                wire.embeddingResponse(Trees.of("{'embeddings':[{'values':[1.0,2.0]},{'values':[3.0]}]}"));
        assertThat(answer.vectors()).containsExactly(new float[] {1, 2}, new float[] {3});
        ProviderException error = catchThrowableOfType(
                ProviderException.class,
                () -> wire.embeddingRequest(model, EmbeddingRequest.of(Trees.of("{'input':[[1,2]]}"))));
        assertThat(error.failure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
    }
}
