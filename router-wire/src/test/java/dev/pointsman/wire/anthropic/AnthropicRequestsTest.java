package dev.pointsman.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.reasoning.ReasoningOrigin;
import dev.pointsman.wire.reasoning.ReasoningState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicRequestsTest {
    private static final Model MODEL = Model.builder("haiku", "anthropic")
            .name("claude-haiku-4-5")
            .maxOutput(64000)
            .build();

    private final AnthropicRequests requests =
            new AnthropicRequests(new ReasoningState(new ReasoningOrigin("anthropic")));

    @Test
    void aWholeConversationIsTranslated() {
        String from = """
        {'model': 'chat', 'max_tokens': 300, 'temperature': 0.5, 'top_p': 0.9, 'stop': ['END', 'STOP'],
         'user': 'u-17', 'n': 1, 'store': true, 'stream_options': {'include_usage': true},
         'messages': [
           {'role': 'system', 'content': 'You know the weather.'},
           {'role': 'developer', 'content': [{'type': 'text', 'text': 'Be brief.', 'cache_control': {'type': 'ephemeral'}}]},
           {'role': 'user', 'content': [
             {'type': 'text', 'text': 'Where is this, and is it warm?'},
             {'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,iVBORw0KGgo=', 'detail': 'low'}},
             {'type': 'image_url', 'image_url': {'url': 'https://example.org/view.jpg'}}]},
           {'role': 'assistant', 'content': null, 'tool_calls': [
             {'id': 'call_1', 'type': 'function', 'function': {'name': 'weather', 'arguments': '{"city":"Oslo"}'}},
             {'id': 'call_2', 'type': 'function', 'function': {'name': 'clock', 'arguments': ''}}]},
           {'role': 'tool', 'tool_call_id': 'call_1', 'content': '3 degrees'},
           {'role': 'tool', 'tool_call_id': 'call_2', 'content': [{'type': 'text', 'text': 'noon'}]},
           {'role': 'user', 'content': 'Well?'}],
         'tools': [
           {'type': 'function', 'function': {'name': 'weather', 'description': 'Tells the weather', 'strict': true,
             'parameters': {'type': 'object', 'properties': {'city': {'type': 'string'}}}}},
           {'type': 'function', 'function': {'name': 'clock'}}],
         'tool_choice': 'required', 'parallel_tool_calls': false}
        """;
        String to = """
        {'model': 'claude-haiku-4-5', 'max_tokens': 300, 'temperature': 0.5, 'top_p': 0.9,
         'stop_sequences': ['END', 'STOP'], 'metadata': {'user_id': 'u-17'}, 'stream': true,
         'system': [
           {'type': 'text', 'text': 'You know the weather.'},
           {'type': 'text', 'text': 'Be brief.', 'cache_control': {'type': 'ephemeral'}}],
         'messages': [
           {'role': 'user', 'content': [
             {'type': 'text', 'text': 'Where is this, and is it warm?'},
             {'type': 'image', 'source': {'type': 'base64', 'media_type': 'image/png', 'data': 'iVBORw0KGgo='}},
             {'type': 'image', 'source': {'type': 'url', 'url': 'https://example.org/view.jpg'}}]},
           {'role': 'assistant', 'content': [
             {'type': 'tool_use', 'id': 'call_1', 'name': 'weather', 'input': {'city': 'Oslo'}},
             {'type': 'tool_use', 'id': 'call_2', 'name': 'clock', 'input': {}}]},
           {'role': 'user', 'content': [
             {'type': 'tool_result', 'tool_use_id': 'call_1', 'content': [{'type': 'text', 'text': '3 degrees'}]},
             {'type': 'tool_result', 'tool_use_id': 'call_2', 'content': [{'type': 'text', 'text': 'noon'}]},
             {'type': 'text', 'text': 'Well?'}]}],
         'tools': [
           {'name': 'weather', 'description': 'Tells the weather',
            'input_schema': {'type': 'object', 'properties': {'city': {'type': 'string'}}}},
           {'name': 'clock', 'input_schema': {'type': 'object', 'properties': {}}}],
         'tool_choice': {'type': 'any', 'disable_parallel_tool_use': true}}
        """;
        ChatRequest request = ChatRequest.of(Trees.of(from));
        assertThat(requests.translate(MODEL, request, true)).isEqualTo(Trees.of(to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'auto' | {'type':'auto'}",
                "'none' | {'type':'none'}",
                "'required' | {'type':'any'}",
                "{'type':'function','function':{'name':'clock'}} | {'type':'tool','name':'clock'}",
            },
            quoteCharacter = '`')
    void theChoiceAmongToolsIsTranslated(String from, String to) {
        ChatRequest request = ChatRequest.user("hi").toBuilder()
                .tool("clock", "Tells the time", Trees.of("{'type':'object'}"))
                .field("tool_choice", Trees.of(from))
                .build();
        assertThat(requests.translate(MODEL, request, false).get("tool_choice")).isEqualTo(Trees.of(to));
    }

    @Test
    void aStrictSchemaIsTranslated() {
        ChatRequest request = ChatRequest.user("hi").toBuilder()
                .field(
                        "response_format",
                        Trees.of("{'type':'json_schema','json_schema':{'name':'n','strict':true,"
                                + "'schema':{'type':'object','additionalProperties':false}}}"))
                .build();
        assertThat(requests.translate(MODEL, request, false).get("output_config"))
                .isEqualTo(Trees.of("{'format':{'type':'json_schema',"
                        + "'schema':{'type':'object','additionalProperties':false}}}"));
    }

    @Test
    void theLimitIsTheRequestsOrTheModelsOrADefault() {
        Model unknown = Model.builder("x", "anthropic").build();
        ChatRequest open = ChatRequest.user("hi");
        ChatRequest limited =
                open.toBuilder().field("max_completion_tokens", Trees.of("7")).build();
        assertThat(JsonFields.count(requests.translate(MODEL, limited, false), "max_tokens"))
                .isEqualTo(7);
        assertThat(JsonFields.count(requests.translate(MODEL, open, false), "max_tokens"))
                .isEqualTo(64000);
        assertThat(JsonFields.count(requests.translate(unknown, open, false), "max_tokens"))
                .isEqualTo(4096);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n | 2 | n: 2 (expected: 1 on wire anthropic)",
                "logprobs | true | logprobs: true (expected: false on wire anthropic)",
                "seed | 7 | seed: 7 (expected: absent on wire anthropic)",
                "temperature | 1.5 | temperature: 1.5 (expected: 0 to 1 on wire anthropic)",
                "frequency_penalty | 0.5 | frequency_penalty: 0.5 (expected: 0 on wire anthropic)",
                "response_format | {'type':'json_schema','json_schema':{}} | response_format: json_schema (expected: text, or json_schema with a schema and strict: true on wire anthropic)",
                "response_format | {'type':'json_schema','json_schema':{'schema':{'type':'object'},'strict':false}} | response_format: json_schema (expected: text, or json_schema with a schema and strict: true on wire anthropic)",
                "response_format | {'type':'json_object'} | response_format: json_object (expected: text, or json_schema with a schema and strict: true on wire anthropic)",
                "tools | [{'type':'web_search'}] | tools[0].type: web_search (expected: function on wire anthropic)",
                "anything_new | {'a':1} | anything_new: an object (expected: absent on wire anthropic)",
                "messages | [{'role':'user','content':[{'type':'input_audio'}]}] | messages[0].content[0].type: input_audio (expected: text, image_url or file on wire anthropic)",
                "messages | [{'role':'user','content':[{'type':'image_url','image_url':{'url':'ftp://x'}}]}] | messages[0].content[0].image_url.url: ftp://x (expected: a base64 data: address or an http one on wire anthropic)",
                "messages | [{'role':'function','content':'x'}] | messages[0].role: function (expected: system, developer, user, assistant or tool on wire anthropic)",
                "messages | [{'role':'assistant','tool_calls':[{'id':'1','function':{'name':'f','arguments':'[1'}}]}] | messages[0].tool_calls[0].function.arguments: no JSON object (expected: a JSON object on wire anthropic)",
            },
            quoteCharacter = '`')
    void whatHasNoCounterpartIsRefusedByName(String field, String value, String message) {
        ChatRequest request = ChatRequest.of(JsonFields.build()
                .put("messages", Trees.of("[{'role':'user','content':'hi'}]"))
                .put(field, Trees.of(value))
                .node());
        ProviderException error =
                catchThrowableOfType(ProviderException.class, () -> requests.translate(MODEL, request, false));
        assertThat(error.failure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(error.failure().message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n | 1",
                "logprobs | false",
                "presence_penalty | 0.0",
                "service_tier | 'auto'",
                "response_format | {'type':'text'}",
                "modalities | ['text']",
                "seed | null",
            },
            quoteCharacter = '`')
    void valuesThatSayAsUsualAreLetGo(String field, String value) {
        ChatRequest request =
                ChatRequest.user("hi").toBuilder().field(field, Trees.of(value)).build();
        assertThat(requests.translate(MODEL, request, false))
                .isEqualTo(requests.translate(MODEL, ChatRequest.user("hi"), false));
    }
}
