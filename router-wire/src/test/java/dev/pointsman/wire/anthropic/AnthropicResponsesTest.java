package dev.pointsman.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Usage;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.reasoning.ReasoningOrigin;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicResponsesTest {
    private final AnthropicResponses responses = new AnthropicResponses(
            new ReasoningState(new ReasoningOrigin("anthropic")), () -> Instant.ofEpochSecond(1700000000));

    @Test
    void aWholeAnswerIsTranslated() {
        ChatResponse response = responses.translate(Trees.of("""
        {'id': 'msg_01', 'type': 'message', 'role': 'assistant', 'model': 'claude-haiku-4-5-20251001',
         'content': [
           {'type': 'thinking', 'thinking': 'Oslo it is.', 'signature': 'x'},
           {'type': 'text', 'text': 'Let me '}, {'type': 'text', 'text': 'look.'},
           {'type': 'tool_use', 'id': 'toolu_1', 'name': 'weather', 'input': {'city': 'Oslo'}}],
         'stop_reason': 'tool_use', 'stop_sequence': null,
         'usage': {'input_tokens': 20, 'cache_read_input_tokens': 1000, 'cache_creation_input_tokens': 300,
                   'cache_creation': {'ephemeral_5m_input_tokens': 200, 'ephemeral_1h_input_tokens': 100},
                   'output_tokens': 40}}
        """));
        assertThat(Trees.reread(response.json())).isEqualTo(Trees.of("""
                {'id': 'msg_01', 'object': 'chat.completion', 'created': 1700000000,
                 'model': 'claude-haiku-4-5-20251001',
                 'choices': [{'index': 0, 'logprobs': null, 'finish_reason': 'tool_calls', 'message': {
                   'role': 'assistant', 'content': 'Let me look.', 'reasoning_content': 'Oslo it is.',
                   'reasoning_details': [{'type': 'reasoning.text', 'format': 'anthropic-claude-v1', 'index': 0,
                     'text': 'Oslo it is.', 'signature': 'pointsman.anthropic.x'}],
                   'tool_calls': [{'id': 'toolu_1', 'type': 'function',
                     'function': {'name': 'weather', 'arguments': '{"city":"Oslo"}'}}]}}],
                 'usage': {'prompt_tokens': 1320, 'completion_tokens': 40, 'total_tokens': 1360,
                   'prompt_tokens_details': {'cached_tokens': 1000, 'cache_creation_tokens': 300,
                     'long_cache_creation_tokens': 100}}}
                """));
        assertThat(response.usage()).isEqualTo(new Usage(1320, 1000, 300, 100, 40));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, stop",
        "stop_sequence, stop",
        "max_tokens, length",
        "model_context_window_exceeded, length",
        "tool_use, tool_calls",
        "refusal, content_filter",
        "something_new, something_new"
    })
    void stopReasonsBecomeFinishReasons(String from, String to) {
        ChatResponse response = responses.translate(Trees.of("{'content':[],'stop_reason':'" + from + "','usage':{}}"));
        assertThat(response.finishReason()).isEqualTo(to);
        assertThat(response.usage()).isEqualTo(Usage.UNKNOWN);
    }

    @Test
    void aDocumentOfAnotherShapeIsNoAnswer() {
        assertThatThrownBy(() -> responses.translate(Trees.of("{'choices':[]}")))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("content: null (expected: an array)");
        assertThatThrownBy(() -> responses.translate(Trees.of("{'content':[],'stop_reason':null}")))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("content: empty (expected: content or a stop reason)");
    }
}
