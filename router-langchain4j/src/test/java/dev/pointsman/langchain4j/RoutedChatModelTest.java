package dev.pointsman.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.testkit.Fault;
import dev.pointsman.trace.CompletedCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutedChatModelTest {
    private final TwoVendors vendors = TwoVendors.answering();

    @AfterEach
    void close() {
        vendors.close();
    }

    @Test
    void theBestModelAnswersAndItsTokensAreCounted() {
        ChatResponse response = vendors.chat().chat(UserMessage.from("hello"));

        assertThat(response.aiMessage().text()).startsWith("tok0");
        assertThat(vendors.attempts(0)).containsExactly(TwoVendors.PRIMARY);
        var usage = vendors.results.get(0).trace().attempts().get(0).usage();
        assertThat(usage.outputTokens()).isEqualTo(response.tokenUsage().outputTokenCount());
        assertThat(usage.inputTokens()).isEqualTo(response.tokenUsage().inputTokenCount());
    }

    @Test
    void cachedTokensOfBothVendorsAreCounted() {
        try (TwoVendors cached = new TwoVendors(
                MidStream.RESUME, builder -> builder.promptTokens(100).cachedTokens(60))) {
            cached.chat().chat("hello");
            cached.openAi.always(Fault.invalidKey());
            cached.chat().chat("hello");

            for (int call = 0; call < 2; call++) {
                var attempts = cached.results.get(call).trace().attempts();
                var usage = attempts.get(attempts.size() - 1).usage();
                assertThat(usage.inputTokens()).as("call %s", call).isEqualTo(100);
                assertThat(usage.cachedTokens()).as("call %s", call).isEqualTo(60);
            }
        }
    }

    @Test
    void everyFailureOfAModelFailsOver() {
        for (Fault fault : List.of(Fault.status(503), Fault.badJson(), Fault.html(), Fault.emptyBody())) {
            vendors.router.operations().reset(TwoVendors.PRIMARY);
            vendors.openAi.always(fault);
            assertThat(vendors.chat().chat("hello")).as("%s", fault).startsWith("tok0");
            assertThat(vendors.attempts(vendors.results.size() - 1)).last().isEqualTo(TwoVendors.FALLBACK);
        }
    }

    @Test
    void theLastErrorHasTheTrace() {
        vendors.openAi.always(Fault.invalidKey());
        vendors.anthropic.always(Fault.invalidKey());

        assertThatThrownBy(() -> vendors.chat().chat("hello"))
                .isInstanceOfSatisfying(
                        ModelsExhaustedException.class,
                        error -> assertThat(error.trace().attempts()).hasSize(2));
    }

    @Test
    void parametersSetGoalTenantAndSession() {
        List<RouteRequest> routed = new ArrayList<>();
        List<ChatRequest> asked = new ArrayList<>();
        RoutedChatModel model = RoutedChatModel.builder(routerThatRecords(routed))
                .model("own", new OwnChatModel(asked::add))
                .defaultRequestParameters(RoutingParameters.builder()
                        .tenant("acme")
                        .temperature(0.5)
                        .build())
                .build();
        ChatResponse response = model.chat(ChatRequest.builder()
                .messages(UserMessage.from("hello"))
                .parameters(RoutingParameters.builder()
                        .goal(Goal.COST)
                        .session("s1")
                        .maxOutputTokens(7)
                        .build())
                .build());

        assertThat(response.aiMessage().text()).isEqualTo("own");
        assertThat(routed).singleElement().satisfies(request -> {
            assertThat(request.goal()).isEqualTo(Goal.COST);
            assertThat(request.tenant()).isEqualTo("acme");
            assertThat(request.session()).isEqualTo("s1");
            assertThat(request.maxTokens()).isEqualTo(7);
        });
        assertThat(asked.get(0).temperature()).isEqualTo(0.5);
    }

    @Test
    void parametersAreMergedEitherWay() {
        RoutingParameters own =
                RoutingParameters.builder().tenant("acme").topK(1).build();
        RoutingParameters other = RoutingParameters.builder()
                .tenant("other")
                .session("s1")
                .topK(2)
                .build();

        assertThat(own.overrideWith(other)).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(own.defaultedBy(other))
                .isEqualTo(RoutingParameters.builder()
                        .tenant("acme")
                        .session("s1")
                        .topK(1)
                        .build());
    }

    private static ModelRouter routerThatRecords(List<RouteRequest> requests) {
        return ModelRouter.builder()
                .model(Model.builder("own", "own").build())
                .pool(Pool.of("chat", "own"))
                .listener(new RouterListener() {
                    @Override
                    public void completed(CompletedCall call) {
                        requests.add(call.request());
                    }
                })
                .build();
    }

    @Test
    void listenersHearTheRoutedCall() {
        List<String> heard = new ArrayList<>();
        ChatModelListener listener = new ChatModelListener() {
            @Override
            public void onResponse(ChatModelResponseContext context) {
                heard.add("response");
            }

            @Override
            public void onError(ChatModelErrorContext context) {
                heard.add("error");
            }
        };
        RoutedChatModel model = RoutedChatModel.builder(vendors.router)
                .model(TwoVendors.PRIMARY, vendors.openAiModel())
                .model(TwoVendors.FALLBACK, vendors.anthropicModel())
                .listener(listener)
                .build();
        vendors.openAi.always(Fault.status(503));
        model.chat("hello");

        assertThat(heard).containsExactly("response");
    }

    @Test
    void aMissingModelIsRefused() {
        assertThatThrownBy(() -> RoutedChatModel.builder(vendors.router)
                        .model(TwoVendors.PRIMARY, vendors.openAiModel())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[claude-haiku-4-5]");
        assertThatThrownBy(() ->
                        RoutedChatModel.builder(vendors.router).pool("other").build())
                .hasMessage("pool: other (expected: a pool of the router)");
    }

    @Test
    void retriesOfAClientAreSeen() {
        assertThat(ClientRetries.of(vendors.openAiModel())).isZero();
        assertThat(ClientRetries.of(dev.langchain4j.model.openai.OpenAiChatModel.builder()
                        .apiKey("key")
                        .modelName("m")
                        .build()))
                .isEqualTo(2);
        assertThat(ClientRetries.of("no model")).isZero();
    }
}
