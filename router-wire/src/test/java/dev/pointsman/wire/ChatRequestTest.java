package dev.pointsman.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | request: [] (expected: an object)",
                "null | request: null (expected: an object)",
                "{} | messages: null (expected: at least one message)",
                "{'messages':[]} | messages: [] (expected: at least one message)",
                "{'messages':'hi'} | messages: \"hi\" (expected: at least one message)",
                "{'messages':['hi']} | messages[0]: \"hi\" (expected: an object)",
                "{'messages':[{'content':'hi'}]} | messages[0].role: null (expected: a string)",
                "{'messages':[{'role':'user','content':3}]} | messages[0].content: 3 (expected: a string or an array of parts)",
                "{'messages':[{'role':'user','content':['a']}]} | messages[0].content[0]: \"a\" (expected: an object)",
                "{'messages':[{'role':'user'}],'max_tokens':0} | max_tokens: 0 (expected: a whole number from 1 to 2147483647)",
                "{'messages':[{'role':'user'}],'max_tokens':'x'} | max_tokens: \"x\" (expected: a whole number from 1 to 2147483647)",
                "{'messages':[{'role':'user'}],'max_tokens':1e400} | max_tokens: Infinity (expected: a whole number from 1 to 2147483647)",
                "{'messages':[{'role':'user'}],'max_completion_tokens':3000000000} | max_completion_tokens: 3000000000 (expected: a whole number from 1 to 2147483647)",
                "{'messages':[{'role':'user'}],'n':0} | n: 0 (expected: a whole number from 1 to 128)",
                "{'messages':[{'role':'user'}],'n':1.5} | n: 1.5 (expected: a whole number from 1 to 128)",
                "{'messages':[{'role':'user'}],'temperature':1e400} | temperature: Infinity (expected: a finite number)",
                "{'messages':[{'role':'user'}],'temperature':'hot'} | temperature: \"hot\" (expected: a finite number)",
                "{'messages':[{'role':'user'}],'stream':'yes'} | stream: \"yes\" (expected: true or false)",
                "{'messages':[{'role':'user'}],'tools':{}} | tools: an object (expected: an array)",
                "{'messages':[{'role':'user'}],'model':[1]} | model: an array (expected: a string)",
            })
    void aWrongShapeIsRefusedByName(String json, String message) {
        assertThatThrownBy(() -> ChatRequest.of(Trees.of(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void theBuilderMakesTheNeutralForm() {
        ChatResponse answer = new ChatResponse(Trees.of(
                "{'choices':[{'message':{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',"
                        + "'function':{'name':'clock','arguments':'{}'}}]}}]}"));
        ChatRequest request = ChatRequest.builder()
                .system("s")
                .user("u")
                .assistant(answer)
                .toolResult("c1", "noon")
                .assistant("a")
                .tool("clock", "d", Trees.of("{'type':'object'}"))
                .maxTokens(5)
                .temperature(0.5)
                .build();
        assertThat(request.json()).isEqualTo(Trees.of("""
                {'messages': [
                   {'role': 'system', 'content': 's'}, {'role': 'user', 'content': 'u'},
                   {'role': 'assistant', 'content': null, 'tool_calls': [{'id': 'c1', 'type': 'function',
                     'function': {'name': 'clock', 'arguments': '{}'}}]},
                   {'role': 'tool', 'tool_call_id': 'c1', 'content': 'noon'},
                   {'role': 'assistant', 'content': 'a'}],
                 'max_tokens': 5, 'temperature': 0.5,
                 'tools': [{'type': 'function', 'function':
                   {'name': 'clock', 'description': 'd', 'parameters': {'type': 'object'}}}]}
                """));
        assertThat(request.toBuilder().user("more").build().messages()).hasSize(6);
        assertThat(request.messages()).hasSize(5);
        assertThat(request.maxTokens()).isEqualTo(5);
    }

    @Test
    void whatIsSaidDoesNotShow() {
        assertThat(ChatRequest.user("my secret")).hasToString("ChatRequest[1 messages]");
    }
}
