package dev.pointsman.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings and candidates of a routed chat model, of either kind. Immutable. */
record RoutedModels<C>(
        ModelRouter router,
        @Nullable String pool,
        Candidates<C> candidates,
        Set<Capability> capabilities,
        ChatRequestParameters defaults,
        List<ChatModelListener> listeners,
        Consumer<RouteResult<ChatResponse>> onResult) {
    private static final int CHARACTERS_PER_TOKEN = 4;

    /** Returns LangChain4j's model of an attempt. */
    C of(Attempt attempt) {
        return candidates.of(attempt);
    }

    /** Returns the routing request of a chat request. */
    RouteRequestBuilder route(ChatRequest request) {
        RouteRequestBuilder route =
                RouteRequest.builder().pool(pool).estimatedInputTokens(length(request) / CHARACTERS_PER_TOKEN);
        Integer most = request.maxOutputTokens();
        if (most != null && most > 0) {
            route.maxTokens(most);
        }
        return request.parameters() instanceof RoutingParameters given
                ? route.goal(given.goal()).tenant(given.tenant()).session(given.session())
                : route;
    }

    private static int length(ChatRequest request) {
        return request.messages().stream()
                .mapToInt(message -> message.toString().length())
                .sum();
    }
}
