package dev.pointsman.examples.langchain4j;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.pointsman.model.Model;
import dev.pointsman.model.ModelCatalogue;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouteResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Chat models of LangChain4j; the router chooses one for each call, and another one if it fails. */
final class RoutedChatModels {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, ChatModel> models = new LinkedHashMap<>();
    private final ModelRouter router;

    /**
     * Creates the models.
     *
     * @param urls base addresses of their providers, by the models' names
     * @param apiKey key of the providers
     */
    RoutedChatModels(Map<String, String> urls, String apiKey) {
        var builder = ModelRouter.builder().classifier(new LangChain4jFailures());
        urls.forEach((name, url) -> {
            models.put(name, model(name, url, apiKey));
            builder.model(Model.builder(name, "provider-of-" + name)
                    .from(ModelCatalogue.builtIn().find(name).orElseThrow())
                    .build());
        });
        router = builder.pool(Pool.of("chat", urls.keySet().toArray(String[]::new)))
                .build();
    }

    /** Creates a model that asks once: the router repeats, on the same model or on another one. */
    private static ChatModel model(String name, String url, String apiKey) {
        return OpenAiChatModel.builder()
                .modelName(name)
                .baseUrl(url)
                .apiKey(apiKey)
                .timeout(TIMEOUT)
                .maxRetries(0)
                .build();
    }

    /** Returns the answer of the best model for the request's goal, with the trace of the attempts. */
    RouteResult<String> ask(String question, RouteRequest request) {
        return router.call(request, attempt -> ask(attempt, question));
    }

    private String ask(Attempt attempt, String question) {
        ChatModel model = Objects.requireNonNull(models.get(attempt.model().id()));
        ChatResponse response = model.chat(UserMessage.from(question));
        TokenUsage usage = response.tokenUsage();
        if (usage != null) { // costs are computed from it
            attempt.succeed(Usage.of(usage.inputTokenCount(), usage.outputTokenCount()));
        }
        return response.aiMessage().text();
    }
}
