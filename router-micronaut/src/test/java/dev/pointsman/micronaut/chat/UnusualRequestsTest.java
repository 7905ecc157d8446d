package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.testkit.Fault;
import dev.pointsman.trace.ModelSnapshot;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One caller's odd requests worsen the health of no model, over real sockets. */
class UnusualRequestsTest extends ChatClientFixture {
    private static final RouteRequest ONE = RouteRequest.builder()
            .pool("chat")
            .models(AllowDenyList.ANY.allow("one"))
            .build();

    @Test
    void aStreamOfOneChoiceThoughTwoWereAskedForIsWhole() {
        ChatRequest two = QUESTION.toBuilder().field("n", IntNode.valueOf(2)).build();
        for (int i = 0; i < 5; i++) {
            List<ChatChunk> chunks = chat.stream(ONE, two)
                    .flatMapMany(result -> result.value())
                    .collectList()
                    .block(SOON);
            assertThat(chunks).isNotNull();
            StringBuilder text = new StringBuilder();
            chunks.forEach(chunk -> text.append(chunk.text()));
            assertThat(text.toString()).isEqualTo(ANSWER);
        }
        assertThat(health()).isEqualTo(BreakerState.CLOSED);
        assertThat(failures()).isZero();
    }

    static Stream<ChatRequest> odd() {
        ChatRequest hello = ChatRequest.user("Count!");
        return Stream.of(
                hello.toBuilder().field("n", IntNode.valueOf(2)).build(),
                hello.toBuilder().field("logprobs", BooleanNode.valueOf(true)).build(),
                hello.toBuilder().field("stop", TextNode.valueOf("tok1")).build(),
                hello.toBuilder().maxTokens(1).build(),
                hello.toBuilder().maxTokens(1_000_000).build(),
                hello.toBuilder().tool("clock", "d", JsonFields.EMPTY).build(),
                hello.toBuilder()
                        .field(
                                "response_format",
                                JsonFields.build().put("type", "json_object").node())
                        .build(),
                ChatRequest.user("x".repeat(400_000)));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whatFailsForAnOddRequestAloneTeachesNothing(ChatRequest request) {
        chat.complete(ONE, QUESTION);
        Fault[] faults = {Fault.status(500), Fault.resetAfter(3), Fault.brokenToken(2)};
        for (int i = 0; i < 8; i++) {
            first.always(faults[i % faults.length]);
            chat.stream(ONE, request)
                    .flatMapMany(result -> result.value())
                    .ignoreElements()
                    .onErrorComplete()
                    .block(SOON);
            first.always(Fault.none());
            chat.complete(ONE, QUESTION);
        }
        assertThat(health()).isEqualTo(BreakerState.CLOSED);
        assertThat(failures()).isZero();
    }

    @Test
    void aCallersOwnDeadlineTeachesNothing() {
        first.always(Fault.neverAnswers());
        RouteRequest hurried = ONE.toBuilder().deadline(Duration.ofMillis(60)).build();
        for (int i = 0; i < 5; i++) {
            chat.completeAsync(hurried, QUESTION).onErrorComplete().block(SOON);
            chat.stream(hurried, QUESTION).onErrorComplete().block(SOON);
        }
        assertThat(health()).isEqualTo(BreakerState.CLOSED);
        assertThat(failures()).isZero();
    }

    @Test
    void callersWhoLeaveTeachNothing() {
        for (int i = 0; i < 10; i++) {
            chat.stream(ONE, QUESTION)
                    .flatMapMany(result -> result.value())
                    .take(1)
                    .blockLast(SOON);
        }
        assertThat(health()).isEqualTo(BreakerState.CLOSED);
        assertThat(failures()).isZero();
    }

    private BreakerState health() {
        return one().breaker().state();
    }

    private long failures() {
        return one().statistics().failures();
    }

    private ModelSnapshot one() {
        return router.operations().snapshot().stream()
                .filter(model -> model.model().id().equals("one"))
                .findFirst()
                .orElseThrow();
    }
}
