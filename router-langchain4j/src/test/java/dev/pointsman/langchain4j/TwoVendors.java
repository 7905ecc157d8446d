package dev.pointsman.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A pool of a model of OpenAI and one of Anthropic as its fallback, by LangChain4j's clients, at providers that break. */
final class TwoVendors implements AutoCloseable {
    static final String PRIMARY = "gpt-4.1";
    static final String FALLBACK = "claude-haiku-4-5";

    final FaultyProvider openAi;
    final FaultyProvider anthropic;
    final ModelRouter router;
    final List<RouteRequest> requests = Collections.synchronizedList(new ArrayList<>());
    final List<RouteResult<ChatResponse>> results = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param midStream what happens to a broken stream
     * @param answers answers of both providers
     * @param fallback capabilities of the fallback
     */
    TwoVendors(MidStream midStream, UnaryOperator<FaultyProviderBuilder> answers, Capability... fallback) {
        openAi = answers.apply(FaultyProvider.openAi()).start();
        anthropic = answers.apply(FaultyProvider.anthropic()).start();
        Pool pool = Pool.of("chat", PRIMARY).withTier(Tier.FALLBACK, FALLBACK);
        router = ModelRouter.builder()
                .model(Model.builder(PRIMARY, "openai").build())
                .model(Model.builder(FALLBACK, "anthropic")
                        .capabilities(Set.of(fallback))
                        .build())
                .pool(pool.withFailover(
                        pool.failover().toBuilder().midStream(midStream).build()))
                .listener(new RouterListener() {
                    @Override
                    public void completed(CompletedCall call) {
                        requests.add(call.request());
                    }
                })
                .build();
    }

    static TwoVendors answering() {
        return new TwoVendors(MidStream.RESUME, UnaryOperator.identity());
    }

    RoutedChatModel chat() {
        return RoutedChatModel.builder(router)
                .pool("chat")
                .model(PRIMARY, openAiModel())
                .model(FALLBACK, anthropicModel())
                .onResult(results::add)
                .build();
    }

    ChatModel openAiModel() {
        return OpenAiChatModel.builder()
                .baseUrl(openAi.url())
                .apiKey("key")
                .modelName(PRIMARY)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    ChatModel anthropicModel() {
        return AnthropicChatModel.builder()
                .baseUrl(anthropic.url())
                .apiKey("key")
                .modelName(FALLBACK)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    RoutedStreamingChatModel streaming() {
        return RoutedStreamingChatModel.builder(router)
                .pool("chat")
                .model(PRIMARY, openAiStreamingModel())
                .model(FALLBACK, anthropicStreamingModel())
                .onResult(results::add)
                .build();
    }

    StreamingChatModel openAiStreamingModel() {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(openAi.url())
                .apiKey("key")
                .modelName(PRIMARY)
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    StreamingChatModel anthropicStreamingModel() {
        return AnthropicStreamingChatModel.builder()
                .baseUrl(anthropic.url())
                .apiKey("key")
                .modelName(FALLBACK)
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    /** Returns the attempts of a call by model and kind of failure, such as {@code gpt-4.1 cut}. */
    List<String> attempts(int call) {
        return results.get(call).trace().attempts().stream()
                .map(TwoVendors::describe)
                .toList();
    }

    private static String describe(AttemptRecord attempt) {
        return attempt.model().id()
                + (attempt.failure() == null ? "" : " " + attempt.failure().kind());
    }

    @Override
    public void close() {
        openAi.close();
        anthropic.close();
    }
}
