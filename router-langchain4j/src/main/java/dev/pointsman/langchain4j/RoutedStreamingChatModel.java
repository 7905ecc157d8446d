package dev.pointsman.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.pointsman.router.ModelRouter;
import java.util.List;
import java.util.Set;

/**
 * Pool of a router as a streaming chat model of LangChain4j: each call goes to the best model of the pool, and to another
 * one if that fails, also in the middle of the answer. Thread-safe.
 *
 * <p>After the first token the pool's {@link dev.pointsman.policy.FailoverPolicy.MidStream} policy applies. With {@code
 * RESUME} a model with the capability {@code PREFILL} continues the text that was sent, and any other one answers from the
 * beginning, and the part of its text that was sent already is left out; if its text differs from that, the handler gets
 * the error of the break. Tool calls are passed on once the response is
 * complete, so that a broken one is never executed. An answer without a finish reason counts as cut, as LangChain4j
 * completes a stream that was closed too early. The timeouts of the attempt apply from token to token.
 *
 * <p>The handler's error is a {@link dev.pointsman.failure.RoutingException} if no model answers.
 */
public final class RoutedStreamingChatModel implements StreamingChatModel {
    private final RoutedModels<StreamingChatModel> models;

    RoutedStreamingChatModel(RoutedModels<StreamingChatModel> models) {
        this.models = models;
    }

    /**
     * Returns a builder.
     *
     * @param router the router, whose pool names the models
     * @return a new builder without models
     */
    public static RoutedModelBuilder<StreamingChatModel, RoutedStreamingChatModel> builder(ModelRouter router) {
        return new RoutedModelBuilder<>(
                router, StreamingChatModel::supportedCapabilities, RoutedStreamingChatModel::new);
    }

    /**
     * Asks the best model of the pool. Returns at once, unless the model's client blocks.
     *
     * @param request the request
     * @param handler receives the answer, on the threads of the models' clients
     */
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        StreamedAnswer answer = new StreamedAnswer(handler, models.onResult());
        answer.start(models.router()
                .drive(
                        models.route(request).streaming(true).build(),
                        attempt -> answer.source(models.of(attempt), request, attempt),
                        answer));
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
