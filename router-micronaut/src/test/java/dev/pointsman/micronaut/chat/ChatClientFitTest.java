package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.testkit.Fault;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.EmbeddingResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Requests that not every model or wire can take. */
class ChatClientFitTest extends ChatClientFixture {
    @ParameterizedTest
    @ValueSource(strings = {"seed", "logit_bias", "metadata"})
    void whatAWireCannotSayGoesToAModelOfAnotherOne(String field) {
        router.operations().putPool(Pool.of("chat", "two", "one").withGoal(Goal.of("ordered")));
        ChatRequest request =
                QUESTION.toBuilder().field(field, Trees.of("'low'")).build();
        RouteResult<ChatResponse> result = chat.complete(CHAT, request);
        assertThat(result.model().id()).isEqualTo("one");
        assertThat(result.trace().attempts().get(0).failure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
        RouteResult<Flux<ChatChunk>> streamed = chat.stream(CHAT, request).block(SOON);
        assertThat(streamed.model().id()).isEqualTo("one");
        streamed.value().blockLast(SOON);
        assertThat(second.requests()).isEmpty();
        assertThat(inFlight()).isZero();
    }

    @Test
    void whatNoWireCanSayIsRefusedByName() {
        router.operations().putPool(Pool.of("chat", "two"));
        ChatRequest request =
                QUESTION.toBuilder().field("logprobs", Trees.of("true")).build();
        for (int i = 0; i < 20; i++) {
            RequestRefusedException error =
                    catchThrowableOfType(RequestRefusedException.class, () -> chat.complete(CHAT, request));
            assertThat(error.failure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
            assertThat(error.failure().message()).isEqualTo("logprobs: true (expected: false on wire anthropic)");
        }
        assertThat(second.requests()).isEmpty();
        assertThat(chat.complete(CHAT, QUESTION).model().id())
                .as("nobody's health suffered")
                .isEqualTo("two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed | 7",
                "reasoning_effort | 'medium'",
                "metadata | {'a':'b'}",
                "metadata | {}",
                "logit_bias | {}",
                "response_format | {'type':'json_object'}",
                "stop | ['  ']",
            },
            quoteCharacter = '`')
    void whatAnAnswerCanDoWithoutIsLetGoWhereEveryModelSpeaksAnthropic(String field, String value) {
        router.operations().putPool(Pool.of("chat", "two"));
        ChatRequest request = QUESTION.toBuilder().field(field, Trees.of(value)).build();
        assertThat(chat.complete(CHAT, request).model().id()).isEqualTo("two");
        RouteRequest pinned =
                CHAT.toBuilder().models(AllowDenyList.ANY.allow("two")).build();
        router.operations().putPool(Pool.of("chat", "one", "two"));
        assertThat(chat.complete(pinned, request).model().id()).isEqualTo("two");
        JsonNode sent = Trees.of(second.requests().get(1).body());
        assertThat(sent.get(field)).isNull();
        assertThat(sent.get("stop_sequences")).isNull();
        assertThat(sent.get("system") != null).isEqualTo(field.equals("response_format"));
    }

    @Test
    void whatAWireCannotSayHidesNoOutage() {
        first.always(Fault.status(503));
        ChatRequest request = QUESTION.toBuilder().field("seed", Trees.of("7")).build();
        ModelsExhaustedException error =
                catchThrowableOfType(ModelsExhaustedException.class, () -> chat.complete(CHAT, request));
        assertThat(error.failure().kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(error.trace().attempts())
                .extracting(record -> record.failure().kind())
                .contains(FailureKind.UNSUPPORTED);
    }

    @Test
    void aTextThatLooksTooLongIsAskedAllTheSame() {
        RouteRequest pinned =
                CHAT.toBuilder().models(AllowDenyList.ANY.allow("one")).build();
        assertThat(chat.complete(pinned, ChatRequest.user("x".repeat(33_000)))
                        .model()
                        .id())
                .isEqualTo("one");
    }

    @Test
    void aRequestWithToolsGoesOnlyToModelsThatCallThem() {
        first.always(Fault.status(503));
        ChatRequest request = QUESTION.toBuilder()
                .tool("t", "", Trees.of("{'type':'object'}"))
                .build();
        assertThatThrownBy(() -> chat.complete(CHAT, request)).isInstanceOf(ModelsExhaustedException.class);
        assertThat(second.requestCount()).isZero();
        ChatRequest image = ChatRequest.of(Trees.of("{'messages':[{'role':'user','content':"
                + "[{'type':'image_url','image_url':{'url':'https://x/y.png'}}]}]}"));
        assertThatThrownBy(() -> chat.complete(CHAT, image)).isInstanceOf(NoModelAvailableException.class);
    }

    @Test
    void embeddingsGoToModelsThatMakeThem() {
        RouteResult<EmbeddingResponse> result = chat.embed(CHAT, EmbeddingRequest.of("a", "b"));
        assertThat(result.value().vectors()).hasSize(2);
        assertThat(result.model().id()).isEqualTo("one");
    }
}
