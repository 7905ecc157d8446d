package dev.pointsman.examples.langchain4j;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.pointsman.langchain4j.RoutedChatModel;
import dev.pointsman.langchain4j.RoutingParameters;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.ModelCatalogue;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Chat models of LangChain4j as one model: the router chooses one for each call, and another one if it fails. */
final class RoutedChatModels {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final RoutedChatModel model;

    /**
     * Creates the models.
     *
     * @param urls base addresses of their providers, by the models' names
     * @param apiKey key of the providers
     * @param onResult receives the model and the trace of every call
     */
    RoutedChatModels(Map<String, String> urls, String apiKey, Consumer<RouteResult<ChatResponse>> onResult) {
        var router = ModelRouter.builder();
        urls.keySet()
                .forEach(name -> router.model(Model.builder(name, "provider-of-" + name)
                        .from(ModelCatalogue.builtIn().find(name).orElseThrow())
                        .build()));
        router.pool(Pool.of("chat", urls.keySet().toArray(String[]::new)));
        var builder = RoutedChatModel.builder(router.build()).onResult(onResult);
        urls.forEach((name, url) -> builder.model(name, model(name, url, apiKey)));
        model = builder.build();
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

    /** Returns the answer of the best model for the goal. */
    String ask(String question, Goal goal) {
        return model.chat(ChatRequest.builder()
                        .messages(UserMessage.from(question))
                        .parameters(RoutingParameters.builder().goal(goal).build())
                        .build())
                .aiMessage()
                .text();
    }
}
