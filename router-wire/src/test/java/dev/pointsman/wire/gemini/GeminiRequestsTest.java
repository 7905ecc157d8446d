package dev.pointsman.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.reasoning.ReasoningOrigin;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiRequestsTest {
    private static final String VERTEX =
            "https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google";

    private final GeminiRequests requests = new GeminiRequests(new ReasoningState(new ReasoningOrigin("google")), true);

    private static Model model(String name) {
        return Model.builder("m", "google").name(name).build();
    }

    private JsonNode translated(String model, String json) {
        return Trees.reread(requests.translate(model(model), ChatRequest.of(Trees.of(json))));
    }

    @Test
    void aWholeConversationIsTranslated() {
        String from = """
        {'model': 'chat', 'max_tokens': 300, 'temperature': 0.5, 'top_p': 0.9, 'top_k': 40, 'stop': ['END', ''],
         'seed': 7, 'presence_penalty': 0.5, 'user': 'u', 'n': 1, 'store': true, 'stream_options': {'include_usage': true},
         'messages': [
           {'role': 'system', 'content': 'You know the weather.'},
           {'role': 'developer', 'content': [{'type': 'text', 'text': 'Be brief.', 'cache_control': {'type': 'ephemeral'}}]},
           {'role': 'user', 'content': [
             {'type': 'text', 'text': 'Where is this?'},
             {'type': 'image_url', 'image_url': {'url': 'data:image/jpg;base64,iVBORw0KGgo='}},
             {'type': 'image_url', 'image_url': {'url': 'https://example.org/view.webp?x=1'}},
             {'type': 'file', 'file': {'filename': 'a.pdf', 'file_data': 'data:application/pdf;base64,JVBERg=='}},
             {'type': 'input_audio', 'input_audio': {'data': 'UklGRg==', 'format': 'mp3'}}]},
           {'role': 'assistant', 'content': null, 'tool_calls': [
             {'id': 'call_1', 'type': 'function', 'function': {'name': 'weather', 'arguments': '{"city":"Oslo"}'}},
             {'id': 'call_2', 'type': 'function', 'function': {'name': 'clock', 'arguments': ''}}]},
           {'role': 'tool', 'tool_call_id': 'call_1', 'content': '{"degrees":3}'},
           {'role': 'tool', 'tool_call_id': 'call_2', 'content': [{'type': 'text', 'text': 'noon'},
             {'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,iVBORw0KGgo='}}]},
           {'role': 'user', 'content': '  '},
           {'role': 'user', 'content': 'Well?'}],
         'tools': [
           {'type': 'function', 'function': {'name': 'weather', 'description': 'Tells the weather', 'strict': true,
             'parameters': {'properties': {'city': {'type': ['string', 'null']}}}}},
           {'type': 'function', 'function': {'name': 'clock'}}],
         'tool_choice': {'type': 'function', 'function': {'name': 'weather'}},
         'response_format': {'type': 'json_schema', 'json_schema': {'name': 'x', 'schema': {'type': 'object'}}}}
        """;
        String to = """
        {'systemInstruction': {'parts': [{'text': 'You know the weather.'}, {'text': 'Be brief.'}]},
         'contents': [
           {'role': 'user', 'parts': [
             {'text': 'Where is this?'},
             {'inlineData': {'mimeType': 'image/jpeg', 'data': 'iVBORw0KGgo='}},
             {'fileData': {'mimeType': 'image/webp', 'fileUri': 'https://example.org/view.webp?x=1'}},
             {'inlineData': {'mimeType': 'application/pdf', 'data': 'JVBERg=='}},
             {'inlineData': {'mimeType': 'audio/mp3', 'data': 'UklGRg=='}}]},
           {'role': 'model', 'parts': [
             {'functionCall': {'id': 'call_1', 'name': 'weather', 'args': {'city': 'Oslo'}}},
             {'functionCall': {'id': 'call_2', 'name': 'clock', 'args': {}}}]},
           {'role': 'user', 'parts': [
             {'functionResponse': {'id': 'call_1', 'name': 'weather', 'response': {'degrees': 3}}},
             {'functionResponse': {'id': 'call_2', 'name': 'clock', 'response': {'output': 'noon'}}},
             {'inlineData': {'mimeType': 'image/png', 'data': 'iVBORw0KGgo='}},
             {'text': 'Well?'}]}],
         'tools': [{'functionDeclarations': [
           {'name': 'weather', 'description': 'Tells the weather',
            'parametersJsonSchema': {'properties': {'city': {'type': ['string', 'null']}}, 'type': 'object'}},
           {'name': 'clock'}]}],
         'toolConfig': {'functionCallingConfig': {'mode': 'ANY', 'allowedFunctionNames': ['weather']}},
         'generationConfig': {'maxOutputTokens': 300, 'temperature': 0.5, 'topP': 0.9, 'topK': 40, 'seed': 7,
           'presencePenalty': 0.5, 'stopSequences': ['END'],
           'responseMimeType': 'application/json', 'responseJsonSchema': {'type': 'object'}}}
        """;
        assertThat(translated("gemini-2.5-flash", from)).isEqualTo(Trees.of(to));
    }

    @Test
    void signaturesReturnToTheirPartsAndOnlyToTheirProvider() {
        String message = """
        {'messages': [{'role': 'user', 'content': 'Go'},
          {'role': 'assistant', 'content': 'Look', 'tool_calls': [
            {'id': 'a', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}},
            {'id': 'b', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}}],
           'reasoning_details': [
            {'type': 'reasoning.encrypted', 'id': 'a', 'data': 'pointsman.%s.c2ln', 'format': 'google-gemini-v1', 'index': 0},
            {'type': 'reasoning.encrypted', 'data': 'pointsman.%s.dGV4dA==', 'format': 'google-gemini-v1', 'index': 1}]},
          {'role': 'tool', 'tool_call_id': 'a', 'content': '1'}, {'role': 'tool', 'tool_call_id': 'b', 'content': '2'}]}
        """;
        JsonNode own = translated("gemini-2.5-pro", message.formatted("google", "google"));
        assertThat(own.at("/contents/1/parts/0/thoughtSignature").asText()).isEqualTo("dGV4dA==");
        assertThat(own.at("/contents/1/parts/1/thoughtSignature").asText()).isEqualTo("c2ln");
        assertThat(own.at("/contents/1/parts/2").has("thoughtSignature")).isFalse();
        JsonNode foreign = translated("gemini-2.5-pro", message.formatted("other", "other"));
        assertThat(foreign.toString()).doesNotContain("thoughtSignature", "c2ln", "pointsman");
    }

    @ParameterizedTest
    @CsvSource({"gemini-2.5-flash,false", "gemini-3.1-pro,true", "publishers/google/models/gemini-4-argon,true"})
    void callsOfAnotherModelGetAPlaceholderWhereASignatureIsRequired(String model, boolean required) {
        JsonNode sent = translated(model, """
        {'messages': [{'role': 'user', 'content': 'Go'},
          {'role': 'assistant', 'tool_calls': [
            {'id': 'a', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}},
            {'id': 'b', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}}]},
          {'role': 'tool', 'tool_call_id': 'a', 'content': '1'}, {'role': 'tool', 'tool_call_id': 'b', 'content': '2'}]}
        """);
        assertThat(sent.at("/contents/1/parts/0/thoughtSignature").asText())
                .isEqualTo(required ? GeminiSignatures.PLACEHOLDER : "");
        assertThat(sent.at("/contents/1/parts/1").has("thoughtSignature")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini-2.5-flash | 'reasoning_effort':'low'    | {'thinkingBudget':1024,'includeThoughts':true}",
                "gemini-2.5-flash | 'reasoning_effort':'none'   | {'thinkingBudget':0}",
                "gemini-2.5-pro   | 'reasoning_effort':'none'   | {'thinkingBudget':128}",
                "gemini-2.5-pro   | 'reasoning':{'max_tokens':5000} | {'thinkingBudget':5000,'includeThoughts':true}",
                "gemini-3.1-pro   | 'reasoning':{'effort':'medium'} | {'thinkingLevel':'medium','includeThoughts':true}",
                "gemini-3-flash   | 'thinking':{'type':'disabled'}  | {'thinkingLevel':'minimal'}",
                "gemini-4-argon   | 'thinking':{'type':'enabled','budget_tokens':2048} | {'thinkingBudget':2048,'includeThoughts':true}",
                "gemini-flash-latest | 'reasoning_effort':'xhigh' | {'thinkingLevel':'high','includeThoughts':true}",
                "gemini-2.0-flash | 'reasoning_effort':'high'   | null",
                "gemini-3-flash   | 'top_p':1                   | null"
            })
    void thinkingIsALevelOrABudget(String model, String field, String expected) {
        JsonNode sent = translated(model, "{'messages':[{'role':'user','content':'Go'}]," + field + "}");
        assertThat(sent.at("/generationConfig/thinkingConfig"))
                .isEqualTo(
                        expected.equals("null")
                                ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
                                : Trees.of(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "messages[0].content[0].type | {'messages':[{'role':'user','content':[{'type':'video'}]}]}",
                "messages[0].content[0].image_url.url | {'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'ftp://x'}}]}]}",
                "messages[0].role | {'messages':[{'role':'function','content':'x'}]}",
                "messages[0].role | {'messages':[{'role':'function','name':'f','content':'x'}]}",
                "messages[0].tool_calls[0].function.arguments | {'messages':[{'role':'assistant','tool_calls':[{'id':'a','function':{'name':'f','arguments':'no'}}]}]}",
                "messages[0].audio | {'messages':[{'role':'assistant','audio':{'id':'x'}}]}",
                "messages: no text | {'messages':[{'role':'system','content':'x'}]}",
                "stop: 6 texts | {'messages':[{'role':'user','content':'x'}],'stop':['1','2','3','4','5','6']}",
                "tool_choice | {'messages':[{'role':'user','content':'x'}],'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':'maybe'}",
                "web_search_options | {'messages':[{'role':'user','content':'x'}],'web_search_options':{}}"
            })
    void whatCannotBeExpressedIsNamed(String named, String request) {
        ProviderException error =
                catchThrowableOfType(ProviderException.class, () -> translated("gemini-2.5-flash", request));
        assertThat(error).isNotNull();
        assertThat(error.failure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(error.failure().message()).startsWith(named).contains("wire gemini");
    }

    private static WireProtocol protocol(String url) {
        return new GeminiWireFactory()
                .create(new ProviderAccount("google", URI.create(url), "AIza-key", InstantSource.system()));
    }

    @Test
    void theKeyStandsInAHeaderAndTheModelInThePath() {
        WireProtocol wire = protocol("https://generativelanguage.googleapis.com/v1beta");
        ChatRequest hello = ChatRequest.user("Hi");
        assertThat(wire.chatRequest(model("gemini-2.5-pro"), hello, false).path())
                .isEqualTo("models/gemini-2.5-pro:generateContent");
        assertThat(wire.chatRequest(model("tunedModels/my model"), hello, true).path())
                .isEqualTo("tunedModels/my%20model:streamGenerateContent?alt=sse");
        assertThat(wire.headers(new OutgoingRequest("POST", URI.create("http://x"), new byte[0])))
                .isEqualTo(Map.of("x-goog-api-key", "AIza-key"));
        assertThatThrownBy(() -> protocol("https://generativelanguage.googleapis.com/v1beta?key=abc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("providers.google.url: has a parameter key (expected: the key in api-key instead)");
    }

    @Test
    void vertexGetsNoIdsOfCalls() {
        ChatRequest request = ChatRequest.of(Trees.of("""
        {'messages': [{'role': 'user', 'content': 'Go'},
          {'role': 'assistant', 'tool_calls': [{'id': 'a', 'function': {'name': 'f', 'arguments': '{}'}}]},
          {'role': 'tool', 'tool_call_id': 'a', 'content': '1'}]}
        """));
        JsonNode sent = protocol(VERTEX)
                .chatRequest(model("gemini-2.5-pro"), request, false)
                .body();
        assertThat(sent.at("/contents/1/parts/0/functionCall")).isEqualTo(Trees.of("{'name':'f','args':{}}"));
        assertThat(sent.at("/contents/2/parts/0/functionResponse"))
                .isEqualTo(Trees.of("{'name':'f','response':{'output':'1'}}"));
    }

    @Test
    void optionalFieldsMayBeLeftOut() {
        WireProtocol wire = protocol("https://generativelanguage.googleapis.com/v1beta");
        ChatRequest request = ChatRequest.of(Trees.of(
                "{'messages':[{'role':'user','content':'x'}],'parallel_tool_calls':false,'metadata':{'a':'b'}}"));
        assertThat(wire.withoutOptionalFields(request).json())
                .isEqualTo(Trees.of("{'messages':[{'role':'user','content':'x'}]}"));
    }
}
