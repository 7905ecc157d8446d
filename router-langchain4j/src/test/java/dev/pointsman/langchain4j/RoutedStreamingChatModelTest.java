package dev.pointsman.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Capability;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.policy.Pool;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.SeenRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoutedStreamingChatModelTest {
    private static final String WHOLE = "tok0 tok1 tok2 tok3 tok4 tok5 tok6 tok7 tok8 tok9";

    @Test
    void theAnswerOfAHealthyModelIsPassedOn() throws Exception {
        try (TwoVendors vendors = TwoVendors.answering()) {
            RecordedAnswer answer = ask(vendors);

            assertThat(answer.response().aiMessage().text()).isEqualTo(WHOLE);
            assertThat(answer.text()).isEqualTo(WHOLE);
            assertThat(answer.events).endsWith("text", "complete").hasSizeGreaterThan(5);
            var attempt = vendors.results.get(0).trace().attempts().get(0);
            assertThat(attempt.ttft()).isNotNull();
            assertThat(attempt.usage().outputTokens())
                    .isEqualTo(answer.response().tokenUsage().outputTokenCount());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MidStream.class,
            names = {"RESUME", "BUFFER"})
    void aCutAnswerIsMadeWholeByTheNextModel(MidStream policy) throws Exception {
        try (TwoVendors vendors = new TwoVendors(policy, UnaryOperator.identity())) {
            vendors.openAi.always(Fault.endAfter(4)); // completed by LangChain4j, without a finish reason
            RecordedAnswer answer = ask(vendors);

            assertThat(answer.response().aiMessage().text()).isEqualTo(WHOLE);
            assertThat(answer.text()).isEqualTo(WHOLE);
            assertThat(vendors.attempts(0)).containsExactly(TwoVendors.PRIMARY + " cut", TwoVendors.FALLBACK);
        }
    }

    @Test
    void aCutAnswerEndsWithItsErrorWherePoolsDoNotResume() throws Exception {
        try (TwoVendors vendors = new TwoVendors(MidStream.FAIL, UnaryOperator.identity())) {
            vendors.openAi.always(Fault.endAfter(4));
            RecordedAnswer answer = ask(vendors);

            assertThat(kindOf(answer.error())).isEqualTo(FailureKind.CUT);
            assertThat(answer.text()).isEqualTo("tok0 tok1 tok2 tok3");
            assertThat(vendors.anthropic.requestCount()).isZero();
        }
    }

    @Test
    void anAnswerThatDiffersIsNotPutBehindTheFirst() throws Exception {
        try (TwoVendors vendors = TwoVendors.answering()) {
            vendors.openAi.always(Fault.endAfter(4));
            vendors.anthropic.always(Fault.says("something else"));
            RecordedAnswer answer = ask(vendors);

            assertThat(kindOf(answer.error())).isEqualTo(FailureKind.CUT);
            assertThat(answer.text()).isEqualTo("tok0 tok1 tok2 tok3");
        }
    }

    @Test
    void aModelThatContinuesATextIsGivenTheBeginning() throws Exception {
        try (TwoVendors vendors = continuing()) {
            vendors.openAi.always(Fault.endAfter(4));
            RecordedAnswer answer = ask(vendors);

            assertThat(answer.response().aiMessage().text()).isEqualTo(WHOLE);
            assertThat(answer.text()).isEqualTo(WHOLE);
            assertThat(vendors.anthropic.requests()).singleElement().satisfies(seen -> {
                assertThat(seen.prefilled()).isTrue();
                assertThat(seen.body()).contains("tok0 tok1 tok2 tok3");
            });
            assertThat(vendors.attempts(0)).containsExactly(TwoVendors.PRIMARY + " cut", TwoVendors.FALLBACK);
        }
    }

    @Test
    void aModelThatRefusesToContinueAnswersFromTheBeginning() throws Exception {
        try (TwoVendors vendors = continuing()) {
            vendors.openAi.always(Fault.endAfter(4));
            vendors.anthropic.next(Fault.rejectsPrefill());
            RecordedAnswer answer = ask(vendors);

            assertThat(answer.response().aiMessage().text()).isEqualTo(WHOLE);
            assertThat(answer.text()).isEqualTo(WHOLE);
            assertThat(vendors.anthropic.requests())
                    .extracting(SeenRequest::prefilled)
                    .containsExactly(true, false);
            assertThat(vendors.attempts(0)).containsExactly(TwoVendors.PRIMARY + " cut", TwoVendors.FALLBACK);
        }
    }

    @Test
    void aModelThatBeginsAgainInsteadIsNotSentTwice() throws Exception {
        try (TwoVendors vendors = continuing()) {
            vendors.openAi.always(Fault.endAfter(4));
            vendors.anthropic.always(Fault.ignoresPrefill());
            RecordedAnswer answer = ask(vendors);

            assertThat(answer.response().aiMessage().text()).isEqualTo(WHOLE);
            assertThat(answer.text()).isEqualTo(WHOLE);
        }
    }

    private static TwoVendors continuing() {
        return new TwoVendors(MidStream.RESUME, UnaryOperator.identity(), Capability.PREFILL);
    }

    @Test
    void aBrokenConnectionAnErrorInTheStreamAndARefusalFailOver() throws Exception {
        try (TwoVendors vendors = TwoVendors.answering()) {
            for (Fault fault : new Fault[] {
                Fault.resetAfter(3), Fault.errorEvent(3), Fault.status(503), Fault.rateLimited(), Fault.html()
            }) {
                vendors.router.operations().reset(TwoVendors.PRIMARY);
                vendors.openAi.always(fault);
                RecordedAnswer answer = ask(vendors);

                assertThat(answer.response().aiMessage().text()).as("%s", fault).isEqualTo(WHOLE);
                assertThat(answer.text()).as("%s", fault).isEqualTo(WHOLE);
                assertThat(vendors.attempts(vendors.results.size() - 1))
                        .as("%s", fault)
                        .last()
                        .isEqualTo(TwoVendors.FALLBACK);
            }
        }
    }

    @Test
    void aSilentStreamIsLeftAtThePoolsTimeouts() throws Exception {
        try (TwoVendors vendors = TwoVendors.answering()) {
            limit(vendors, Duration.ofSeconds(5), Duration.ofMillis(300));
            vendors.openAi.always(Fault.stallAfter(3, Duration.ofSeconds(20)));
            RecordedAnswer answer = ask(vendors);

            assertThat(answer.response().aiMessage().text()).isEqualTo(WHOLE);
            assertThat(answer.text()).isEqualTo(WHOLE);
            assertThat(vendors.attempts(0)).containsExactly(TwoVendors.PRIMARY + " timeout", TwoVendors.FALLBACK);
        }
    }

    @Test
    void aModelThatNeverAnswersIsLeftAtTheFirstTokenTimeout() throws Exception {
        try (TwoVendors vendors = TwoVendors.answering()) {
            limit(vendors, Duration.ofMillis(300), Duration.ofSeconds(5));
            vendors.openAi.always(Fault.neverAnswers());

            assertThat(ask(vendors).response().aiMessage().text()).isEqualTo(WHOLE);
            assertThat(vendors.attempts(0)).containsExactly(TwoVendors.PRIMARY + " timeout", TwoVendors.FALLBACK);
        }
    }

    @Test
    void anAnswerWithoutItsEndMarkEndsWithAnError() throws Exception {
        try (TwoVendors vendors = TwoVendors.answering()) {
            limit(vendors, Duration.ofSeconds(5), Duration.ofMillis(300));
            vendors.openAi.always(Fault.invalidKey());
            vendors.anthropic.always(Fault.endAfter(4)); // LangChain4j's Anthropic model calls back no more
            RecordedAnswer answer = ask(vendors);

            assertThat(answer.error()).isNotNull();
            assertThat(answer.text()).isEqualTo("tok0 tok1 tok2 tok3");
            assertThat(answer.events).doesNotContain("complete");
        }
    }

    @Test
    void aToolCallOfABrokenResponseIsNeverPassedOn() throws Exception {
        try (TwoVendors vendors =
                new TwoVendors(MidStream.RESUME, builder -> builder.toolCall("weather", "{\"city\":\"Paris\"}"))) {
            vendors.openAi.always(Fault.endAfter(1));
            RecordedAnswer answer = new RecordedAnswer();
            vendors.streaming()
                    .chat(
                            ChatRequest.builder()
                                    .messages(UserMessage.from("hello"))
                                    .toolSpecifications(ToolSpecification.builder()
                                            .name("weather")
                                            .build())
                                    .build(),
                            answer);

            assertThat(answer.response().aiMessage().toolExecutionRequests())
                    .singleElement()
                    .satisfies(call -> assertThat(call.arguments()).contains("Paris"));
            assertThat(answer.events).containsOnlyOnce("tool weather").endsWith("tool weather", "complete");
            assertThat(vendors.attempts(0)).containsExactly(TwoVendors.PRIMARY + " cut", TwoVendors.FALLBACK);
        }
    }

    @Test
    void aHandlerCanCancel() throws Exception {
        try (TwoVendors vendors = TwoVendors.answering()) {
            vendors.openAi.always(Fault.slowTokens(Duration.ofMillis(30)));
            AtomicInteger pieces = new AtomicInteger();
            CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
            vendors.streaming().chat("hello", new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                    pieces.incrementAndGet();
                    context.streamingHandle().cancel();
                    cancelled.complete(context.streamingHandle().isCancelled());
                }

                @Override
                public void onCompleteResponse(ChatResponse response) {
                    pieces.addAndGet(100);
                }

                @Override
                public void onError(Throwable error) {
                    pieces.addAndGet(100);
                }
            });

            assertThat(cancelled.get(30, TimeUnit.SECONDS)).isTrue();
            vendors.openAi.awaitEnded(1, Duration.ofSeconds(30));
            assertThat(pieces).hasValue(1);
            assertThat(vendors.anthropic.requestCount()).isZero();
        }
    }

    private static RecordedAnswer ask(TwoVendors vendors) {
        RecordedAnswer answer = new RecordedAnswer();
        vendors.streaming().chat("hello", answer);
        return answer;
    }

    private static FailureKind kindOf(Throwable error) {
        assertThat(error).isInstanceOf(ProviderException.class);
        return ((ProviderException) error).failure().kind();
    }

    private static void limit(TwoVendors vendors, Duration firstToken, Duration idle) {
        Pool pool = vendors.router.pool("chat");
        vendors.router
                .operations()
                .putPool(pool.withFailover(pool.failover().toBuilder()
                        .timeouts(new Timeouts(firstToken, idle, Duration.ofSeconds(60)))
                        .build()));
    }
}
