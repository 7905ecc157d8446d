package dev.pointsman.wire.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.reasoning.ReasoningOrigin;
import dev.pointsman.wire.reasoning.ReasoningState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockRequestsTest {
    private static final String CLAUDE = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String LLAMA = "meta.llama4-maverick-17b-instruct-v1:0";

    private final BedrockRequests requests = new BedrockRequests(new ReasoningState(new ReasoningOrigin("aws")));

    private JsonNode translated(String model, String json) {
        return Trees.reread(
                requests.translate(Model.builder("m", "aws").name(model).build(), ChatRequest.of(Trees.of(json))));
    }

    @Test
    void aWholeConversationIsTranslated() {
        String from = """
        {'model': 'chat', 'max_tokens': 300, 'temperature': 0.5, 'top_p': 0.9, 'top_k': 40, 'stop': ['END', ''],
         'user': 'u', 'n': 1, 'store': true, 'stream_options': {'include_usage': true}, 'reasoning_effort': 'high',
         'messages': [
           {'role': 'system', 'content': 'You know the weather.'},
           {'role': 'developer', 'content': [{'type': 'text', 'text': 'Be brief.', 'cache_control': {'type': 'ephemeral'}}]},
           {'role': 'user', 'content': [
             {'type': 'text', 'text': 'Where is this?'},
             {'type': 'image_url', 'image_url': {'url': 'data:image/jpg;base64,iVBORw0KGgo='}},
             {'type': 'file', 'file': {'filename': 'a_b.pdf', 'file_data': 'data:application/pdf;base64,JVBERg=='}}]},
           {'role': 'assistant', 'content': null, 'tool_calls': [
             {'id': 'call_1', 'type': 'function', 'function': {'name': 'weather', 'arguments': '{"city":"Oslo"}'}},
             {'id': 'functions.clock:0', 'type': 'function', 'function': {'name': 'clock', 'arguments': ''}}]},
           {'role': 'tool', 'tool_call_id': 'call_1', 'content': '3 degrees'},
           {'role': 'tool', 'tool_call_id': 'functions.clock:0', 'content': ''},
           {'role': 'user', 'content': '  '},
           {'role': 'user', 'content': 'Well?'}],
         'tools': [
           {'type': 'function', 'function': {'name': 'weather', 'description': 'Tells the weather', 'strict': true,
             'parameters': {'properties': {'city': {'type': 'string'}}}}},
           {'type': 'function', 'function': {'name': 'clock'}, 'cache_control': {'type': 'ephemeral'}}],
         'tool_choice': 'required',
         'response_format': {'type': 'json_schema', 'json_schema': {'name': 'x', 'schema': {'type': 'object'}}}}
        """;
        String clock = BedrockToolIds.fitted("functions.clock:0");
        String to = """
        {'system': [{'text': 'You know the weather.'}, {'text': 'Be brief.'}, {'cachePoint': {'type': 'default'}}],
         'messages': [
           {'role': 'user', 'content': [
             {'text': 'Where is this?'},
             {'image': {'format': 'jpeg', 'source': {'bytes': 'iVBORw0KGgo='}}},
             {'document': {'format': 'pdf', 'name': 'a-b-pdf', 'source': {'bytes': 'JVBERg=='}}}]},
           {'role': 'assistant', 'content': [
             {'toolUse': {'toolUseId': 'call_1', 'name': 'weather', 'input': {'city': 'Oslo'}}},
             {'toolUse': {'toolUseId': '%1$s', 'name': 'clock', 'input': {}}}]},
           {'role': 'user', 'content': [
             {'toolResult': {'toolUseId': 'call_1', 'content': [{'text': '3 degrees'}]}},
             {'toolResult': {'toolUseId': '%1$s', 'content': [{'text': '(no output)'}]}},
             {'text': 'Well?'}]}],
         'toolConfig': {'tools': [
           {'toolSpec': {'name': 'weather', 'description': 'Tells the weather',
             'inputSchema': {'json': {'properties': {'city': {'type': 'string'}}, 'type': 'object'}}}},
           {'toolSpec': {'name': 'clock', 'inputSchema': {'json': {'type': 'object', 'properties': {}}}}},
           {'cachePoint': {'type': 'default'}}],
           'toolChoice': {'any': {}}},
         'inferenceConfig': {'maxTokens': 300, 'temperature': 0.5, 'topP': 0.9, 'stopSequences': ['END']},
         'outputConfig': {'textFormat': {'type': 'json_schema',
           'structure': {'jsonSchema': {'schema': '{"type":"object"}', 'name': 'x'}}}, 'effort': 'high'},
         'additionalModelRequestFields': {'top_k': 40}}
        """.formatted(clock);
        assertThat(clock).matches("[a-zA-Z0-9_-]{1,64}");
        assertThat(translated(CLAUDE, from)).isEqualTo(Trees.of(to));
    }

    @Test
    void signedReasoningReturnsToItsProviderAndKeepsThinkingOn() {
        String request = """
        {'thinking': {'type': 'enabled', 'budget_tokens': 2000},
         'messages': [{'role': 'user', 'content': 'Go'},
          {'role': 'assistant', 'content': '', 'tool_calls': [{'id': 'a', 'function': {'name': 'f', 'arguments': '{}'}}],
           'reasoning_details': [
            {'type': 'reasoning.text', 'text': 'hm', 'signature': 'pointsman.%1$s.sig', 'format': 'anthropic-claude-v1', 'index': 0},
            {'type': 'reasoning.encrypted', 'data': 'pointsman.%1$s.cmVk', 'format': 'anthropic-claude-v1', 'index': 1}]},
          {'role': 'tool', 'tool_call_id': 'a', 'content': '1'}],
         'tools': [{'type': 'function', 'function': {'name': 'f'}}]}
        """;
        JsonNode own = translated(CLAUDE, request.formatted("aws"));
        assertThat(own.at("/messages/1/content/0/reasoningContent/reasoningText"))
                .isEqualTo(Trees.of("{'text':'hm','signature':'sig'}"));
        assertThat(own.at("/messages/1/content/1/reasoningContent/redactedContent")
                        .asText())
                .isEqualTo("cmVk");
        assertThat(own.at("/additionalModelRequestFields/thinking/budget_tokens")
                        .asInt())
                .isEqualTo(2000);
        JsonNode foreign = translated(CLAUDE, request.formatted("other"));
        assertThat(foreign.toString()).doesNotContain("reasoningContent", "thinking", "pointsman");
    }

    @Test
    void cacheMarksAreForModelsThatAcceptThem() {
        String request =
                "{'messages':[{'role':'user','content':[{'type':'text','text':'x','cache_control':{'type':'ephemeral'}}]}]}";
        assertThat(translated("amazon.nova-pro-v1:0", request).toString()).contains("cachePoint");
        assertThat(translated(LLAMA, request).toString()).doesNotContain("cachePoint");
    }

    @Test
    void toolsThatMustNotBeUsedAreLeftOut() {
        String tools = "'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':'none'}";
        assertThat(translated(LLAMA, "{'messages':[{'role':'user','content':'x'}]," + tools)
                        .has("toolConfig"))
                .isFalse();
    }

    @Test
    void theBeginningOfAnAnswerEndsWithoutWhiteSpace() {
        JsonNode sent = translated(
                CLAUDE, "{'messages':[{'role':'user','content':'x'},{'role':'assistant','content':'Yes, '}]}");
        assertThat(sent.at("/messages/1/content/0/text").asText()).isEqualTo("Yes,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "messages[0].content[0].type | {'messages':[{'role':'user','content':[{'type':'input_audio'}]}]}",
                "messages[0].content[0].image_url.url | {'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://x/a.png'}}]}]}",
                "messages[0].content[0].file | {'messages':[{'role':'user','content':[{'type':'file','file':{'file_data':'data:video/mp4;base64,AA=='}}]}]}",
                "messages[0].role | {'messages':[{'role':'function','content':'x'}]}",
                "messages[0].tool_calls[0].function.arguments | {'messages':[{'role':'assistant','tool_calls':[{'id':'a','function':{'name':'f','arguments':'no'}}]}]}",
                "messages[0].function_call | {'messages':[{'role':'assistant','function_call':{}}]}",
                "messages: no text | {'messages':[{'role':'system','content':'x'}]}",
                "tool_choice | {'messages':[{'role':'user','content':'x'},{'role':'assistant','tool_calls':[{'id':'a','function':{'name':'f'}}]}],'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':'none'}",
                "thinking | {'messages':[{'role':'user','content':'x'}],'thinking':{'type':'enabled','budget_tokens':2000}}",
                "reasoning.max_tokens | {'messages':[{'role':'user','content':'x'}],'reasoning':{'max_tokens':2000}}",
                "web_search_options | {'messages':[{'role':'user','content':'x'}],'web_search_options':{}}"
            })
    void whatCannotBeExpressedIsNamed(String named, String request) {
        ProviderException error = catchThrowableOfType(ProviderException.class, () -> translated(LLAMA, request));
        assertThat(error).isNotNull();
        assertThat(error.failure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(error.failure().message()).startsWith(named).contains("wire bedrock");
    }
}
