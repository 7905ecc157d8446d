package dev.pointsman.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelListenerIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.testkit.Fault;
import org.junit.jupiter.api.AfterEach;

/** LangChain4j's own tests of listeners, on a routed streaming model. */
class StreamingModelListenerTest extends AbstractStreamingChatModelListenerIT {
    private final TwoVendors vendors = TwoVendors.answering();

    @AfterEach
    void close() {
        vendors.close();
    }

    @Override
    protected StreamingChatModel createModel(ChatModelListener listener) {
        return RoutedStreamingChatModel.builder(vendors.router)
                .pool("chat")
                .model(TwoVendors.PRIMARY, vendors.openAiStreamingModel())
                .model(TwoVendors.FALLBACK, vendors.anthropicStreamingModel())
                .listener(listener)
                .defaultRequestParameters(ChatRequestParameters.builder()
                        .modelName(modelName())
                        .temperature(temperature())
                        .topP(topP())
                        .maxOutputTokens(maxTokens())
                        .build())
                .build();
    }

    @Override
    protected String modelName() {
        return TwoVendors.PRIMARY;
    }

    @Override
    protected StreamingChatModel createFailingModel(ChatModelListener listener) {
        vendors.openAi.always(Fault.invalidKey());
        vendors.anthropic.always(Fault.invalidKey());
        return createModel(listener);
    }

    @Override
    protected Class<? extends Exception> expectedExceptionClass() {
        return ModelsExhaustedException.class;
    }
}
