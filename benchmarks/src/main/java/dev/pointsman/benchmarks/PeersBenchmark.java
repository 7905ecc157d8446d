package dev.pointsman.benchmarks;

import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.endpoint.EndpointGroup;
import com.linecorp.armeria.client.endpoint.EndpointSelectionStrategy;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.router.LowestTokenUsageRoutingStrategy;
import dev.langchain4j.model.router.ModelRouter;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Cost of simpler alternatives: one breaker, one choice without a breaker, a map under a lock. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class PeersBenchmark {
    private static final int MODELS = 8;

    private FailsafeExecutor<Object> failsafe;
    private Supplier<String> resilience4j;
    private ModelRouter langChain4j;
    private ChatRequest question;
    private EndpointGroup armeria;
    private PlainScores plain;
    private Floor floor;

    /** Builds the peers. */
    @Setup
    public void build() {
        failsafe = Failsafe.with(CircuitBreaker.ofDefaults());
        resilience4j = io.github.resilience4j.circuitbreaker.CircuitBreaker.ofDefaults("peer")
                .decorateSupplier(() -> "answer");
        ChatResponse answer =
                ChatResponse.builder().aiMessage(AiMessage.from("answer")).build();
        langChain4j = ModelRouter.builder()
                .addRoutes(IntStream.range(0, MODELS)
                        .mapToObj(i -> new ChatModel() {
                            @Override
                            public ChatResponse doChat(ChatRequest request) {
                                return answer;
                            }
                        })
                        .toArray(ChatModel[]::new))
                .routingStrategy(new LowestTokenUsageRoutingStrategy())
                .build();
        question = ChatRequest.builder().messages(UserMessage.from("question")).build();
        armeria = EndpointGroup.of(
                EndpointSelectionStrategy.weightedRoundRobin(),
                IntStream.range(0, MODELS)
                        .mapToObj(i -> Endpoint.of("model-" + i, 443))
                        .toList());
        plain = new PlainScores(MODELS);
        floor = new Floor(MODELS);
    }

    /**
     * One execution through one Failsafe breaker.
     *
     * @return the answer
     */
    @Benchmark
    public Object failsafe() {
        return failsafe.get(() -> "answer");
    }

    /**
     * One execution through one Resilience4j breaker.
     *
     * @return the answer
     */
    @Benchmark
    public String resilience4j() {
        return resilience4j.get();
    }

    /**
     * One call through LangChain4j's router to the least used of its models: no breaker, and its own message types.
     *
     * @return the answer
     */
    @Benchmark
    public ChatResponse langChain4j() {
        return langChain4j.doChat(question);
    }

    /**
     * Armeria's pick of the next of eight endpoints by turns: no score, no breaker, nothing learned.
     *
     * @return the endpoint
     */
    @Benchmark
    @SuppressWarnings("NullAway") // picking by turns asks nothing of the call
    public Endpoint armeria() {
        return armeria.selectNow(null);
    }

    /**
     * The plain score over a map under a lock, chosen and updated.
     *
     * @return the chosen one
     */
    @Benchmark
    public String plainScore() {
        return plain.call();
    }

    /**
     * The lower bound of a router's cost.
     *
     * @return something of all it read
     */
    @Benchmark
    public long floor() {
        return floor.pass();
    }
}
