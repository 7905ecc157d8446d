package dev.pointsman.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import java.util.List;
import java.util.Set;

/**
 * Pool of a router as a chat model of LangChain4j: each call goes to the best model of the pool, and to another one if
 * that fails. Thread-safe.
 *
 * <p>Calls throw {@link dev.pointsman.failure.RoutingException} if no model answers. Parameters that only one vendor
 * knows belong into the default parameters of its own model.
 */
public final class RoutedChatModel implements ChatModel {
    private final RoutedModels<ChatModel> models;

    RoutedChatModel(RoutedModels<ChatModel> models) {
        this.models = models;
    }

    /**
     * Returns a builder.
     *
     * @param router the router, whose pool names the models
     * @return a new builder without models
     */
    public static RoutedModelBuilder<ChatModel, RoutedChatModel> builder(ModelRouter router) {
        return new RoutedModelBuilder<>(router, ChatModel::supportedCapabilities, RoutedChatModel::new);
    }

    /**
     * Asks the best model of the pool.
     *
     * @param request the request
     * @return the response of the model that answered
     * @throws dev.pointsman.failure.RoutingException if no model answered
     */
    @Override
    public ChatResponse doChat(ChatRequest request) {
        RouteResult<ChatResponse> result =
                models.router().call(models.route(request).cacheKey(request).build(), attempt -> ask(attempt, request));
        models.onResult().accept(result);
        return result.value();
    }

    private ChatResponse ask(Attempt attempt, ChatRequest request) {
        ChatResponse response;
        try {
            response = models.of(attempt).chat(request);
        } catch (RuntimeException e) {
            throw ModelErrors.of(e);
        }
        attempt.succeed(TokenUsages.of(response.tokenUsage()));
        return response;
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return models.defaults();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return models.listeners();
    }

    /** Returns the capabilities that all models of the pool have. */
    @Override
    public Set<Capability> supportedCapabilities() {
        return models.capabilities();
    }
}
