package dev.pointsman.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Capability;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import org.junit.jupiter.api.Test;

class RequestEstimatesTest {
    private static final ChatRequest REQUEST = ChatRequest.of(Trees.of("""
      {'messages': [{'role': 'user', 'content': [
          {'type': 'text', 'text': '0123456789012345678901234567890123456789'},
          {'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}}]}],
       'tools': [{'type': 'function'}], 'response_format': {'type': 'json_schema'}, 'max_tokens': 30}
      """));

    @Test
    void theRequestTellsWhatItNeeds() {
        RouteRequest hinted = RequestEstimates.chat(RouteRequest.toPool("p"), REQUEST, true);
        assertThat(hinted.pool()).isEqualTo("p");
        assertThat(hinted.streaming()).isTrue();
        assertThat(hinted.operation()).isEqualTo(Operation.CHAT);
        assertThat(hinted.maxTokens()).isEqualTo(30);
        assertThat(hinted.estimatedInputTokens()).isBetween(10, 20);
        assertThat(hinted.expectedInputTokens()).as("a guess refuses nothing").isZero();
        assertThat(hinted.capabilities())
                .containsExactlyInAnyOrder(Capability.VISION, Capability.TOOLS, Capability.JSON_SCHEMA);
    }

    @Test
    void aSessionsTurnIsTheAnswersSoFarAndOne() {
        RouteRequest asked = RouteRequest.builder().session("s").build();
        RouteRequest first = RequestEstimates.chat(asked, conversation("Be brief.", 0), true);
        RouteRequest third = RequestEstimates.chat(asked, conversation("Be brief.", 2), true);

        assertThat(first.turn()).isEqualTo(1);
        assertThat(third.turn()).isEqualTo(3);
        assertThat(third.sharedPrefix()).isEqualTo(first.sharedPrefix()).isNotZero();
        assertThat(third.sharedPrefixTokens()).isEqualTo(first.sharedPrefixTokens());
    }

    @Test
    void anotherSystemPromptIsAnotherBeginning() {
        RouteRequest asked = RouteRequest.builder().session("s").build();

        assertThat(RequestEstimates.chat(asked, conversation("Be brief.", 1), true)
                        .sharedPrefix())
                .isNotEqualTo(RequestEstimates.chat(asked, conversation("It is 12:01.", 1), true)
                        .sharedPrefix());
    }

    @Test
    void aCallWithoutASessionHasNoTurn() {
        RouteRequest hinted = RequestEstimates.chat(RouteRequest.ANY, conversation("Be brief.", 1), true);

        assertThat(hinted.turn()).isZero();
        assertThat(hinted.sharedPrefix()).isZero();
    }

    private static ChatRequest conversation(String system, int answers) {
        StringBuilder json = new StringBuilder("{'messages': [{'role': 'system', 'content': '" + system + "'}");
        for (int i = 0; i < answers; i++) {
            json.append(", {'role': 'user', 'content': 'Why?'}, {'role': 'assistant', 'content': 'Because.'}");
        }
        return ChatRequest.of(
                Trees.of(json + ", {'role': 'user', 'content': 'Why?'}], 'tools': [{'type': 'function'}]}"));
    }

    @Test
    void whatTheCallerSaysStays() {
        RouteRequest asked = RouteRequest.builder()
                .expectedInputTokens(7)
                .maxTokens(8)
                .require(Capability.REASONING)
                .build();
        RouteRequest hinted = RequestEstimates.chat(asked, REQUEST, false);
        assertThat(hinted.expectedInputTokens()).isEqualTo(7);
        assertThat(hinted.estimatedInputTokens()).isEqualTo(7);
        assertThat(hinted.maxTokens()).isEqualTo(8);
        assertThat(hinted.capabilities()).contains(Capability.REASONING, Capability.TOOLS);
    }

    @Test
    void embeddingsAreAnotherOperation() {
        RouteRequest hinted = RequestEstimates.embeddings(RouteRequest.ANY, EmbeddingRequest.of("12345678", "1234"));
        assertThat(hinted.operation()).isEqualTo(Operation.EMBEDDINGS);
        assertThat(hinted.estimatedInputTokens()).isEqualTo(3);
    }
}
