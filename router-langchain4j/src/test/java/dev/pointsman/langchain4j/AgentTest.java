package dev.pointsman.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.pointsman.model.Goal;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.SeenRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An agent of LangChain4j with tools and memory over two vendors, of which the first breaks. */
class AgentTest {
    private static final String WHOLE = "tok0 tok1 tok2 tok3 tok4 tok5 tok6 tok7 tok8 tok9";

    private final TwoVendors vendors =
            new TwoVendors(MidStream.RESUME, builder -> builder.toolCall("weather", "{\"city\":\"Paris\"}"));
    private final Weather weather = new Weather();

    /** The agent. */
    interface Assistant {
        String ask(@MemoryId String id, @UserMessage String question);

        TokenStream stream(@MemoryId String id, @UserMessage String question);

        String cheaply(@MemoryId String id, @UserMessage String question, ChatRequestParameters parameters);
    }

    /** A tool. */
    static final class Weather {
        private final AtomicInteger calls = new AtomicInteger();

        @Tool("the weather of a city")
        String weather(String city) {
            calls.incrementAndGet();
            return "sunny in " + city;
        }
    }

    @AfterEach
    void close() {
        vendors.close();
    }

    @Test
    void anAgentGoesOnWithTheOtherVendorAfterItsTool() {
        vendors.openAi.always(request -> isAfterTool(request) ? Fault.status(503) : Fault.none());

        assertThat(assistant().ask("s1", "How is the weather?")).isEqualTo(WHOLE);
        assertThat(weather.calls).hasValue(1);
        assertThat(vendors.attempts(0)).containsExactly(TwoVendors.PRIMARY);
        assertThat(vendors.attempts(1)).last().isEqualTo(TwoVendors.FALLBACK);
        assertThat(vendors.anthropic.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("sunny in"));
    }

    @Test
    void theMemoryIdIsTheSessionAndParametersOfTheCallSetGoalAndTenant() {
        assistant()
                .cheaply(
                        "s1",
                        "How is the weather?",
                        RoutingParameters.builder()
                                .goal(Goal.COST)
                                .tenant("acme")
                                .build());

        assertThat(vendors.requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.session()).isEqualTo("s1");
            assertThat(request.goal()).isEqualTo(Goal.COST);
            assertThat(request.tenant()).isEqualTo("acme");
        });
    }

    @Test
    void aStreamingAgentIsWholeWithItsPrimaryCutInTheMiddleAndThenDown() throws Exception {
        vendors.openAi.always(request -> isAfterTool(request) ? Fault.endAfter(4) : Fault.none());

        assertThat(stream("s1")).isEqualTo(WHOLE);
        assertThat(weather.calls).hasValue(1);
        assertThat(vendors.attempts(0)).containsExactly(TwoVendors.PRIMARY);
        assertThat(vendors.attempts(1)).containsExactly(TwoVendors.PRIMARY + " cut", TwoVendors.FALLBACK);

        vendors.openAi.down();
        assertThat(stream("s2")).isEqualTo(WHOLE);
        assertThat(weather.calls).hasValue(2);
        assertThat(vendors.attempts(2))
                .contains(TwoVendors.PRIMARY + " connection")
                .endsWith(TwoVendors.FALLBACK);
        assertThat(vendors.attempts(3)).last().isEqualTo(TwoVendors.FALLBACK);
    }

    private String stream(String id) throws Exception {
        List<String> text = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        assistant().stream(id, "How is the weather?")
                .onPartialResponse(text::add)
                .onCompleteResponse(response -> end.complete(true))
                .onError(end::completeExceptionally)
                .start();
        end.get(30, TimeUnit.SECONDS);
        return String.join("", text);
    }

    private Assistant assistant() {
        return AiServices.builder(Assistant.class)
                .chatModel(vendors.chat())
                .streamingChatModel(vendors.streaming())
                .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20))
                .chatRequestTransformer(RoutingParameters.memoryIdAsSession())
                .tools(List.of(weather).toArray())
                .build();
    }

    private static boolean isAfterTool(SeenRequest request) {
        return request.body().contains("sunny in");
    }
}
