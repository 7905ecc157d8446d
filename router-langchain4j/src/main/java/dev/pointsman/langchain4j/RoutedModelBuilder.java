package dev.pointsman.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builder of routed chat models. Not thread-safe.
 *
 * @param <C> the type of LangChain4j's models
 * @param <R> the type of the routed model
 */
public final class RoutedModelBuilder<C, R> {
    private final ModelRouter router;
    private final Function<C, Set<Capability>> capabilities;
    private final Function<RoutedModels<C>, R> constructor;
    private final Map<String, C> models = new LinkedHashMap<>();
    private final List<ChatModelListener> listeners = new ArrayList<>();
    private ChatRequestParameters defaults = RoutingParameters.builder().build();
    private Consumer<RouteResult<ChatResponse>> onResult = result -> {};
    private @Nullable String pool;
    private Function<String, @Nullable C> lookup = id -> null;

    RoutedModelBuilder(
            ModelRouter router, Function<C, Set<Capability>> capabilities, Function<RoutedModels<C>, R> constructor) {
        this.router = router;
        this.capabilities = capabilities;
        this.constructor = constructor;
    }

    /**
     * Sets the pool.
     *
     * @param value the pool's name; by default the router's only or default pool
     * @return this builder
     */
    public RoutedModelBuilder<C, R> pool(String value) {
        pool = value;
        return this;
    }

    /**
     * Adds a model of the pool. Its client must not retry: the router does. A warning is logged if it is known to.
     *
     * @param id the id of the pool's model
     * @param model LangChain4j's model, with the model name and the address of its provider
     * @return this builder
     */
    public RoutedModelBuilder<C, R> model(String id, C model) {
        models.put(id, model);
        return this;
    }

    /**
     * Sets a lookup of the pool's models that are not added one by one, such as beans by their names. Their clients must
     * not retry.
     *
     * @param byId returns LangChain4j's model for the id of a model of the pool, or null; called by {@link #build()}
     * @return this builder
     */
    public RoutedModelBuilder<C, R> models(Function<String, @Nullable C> byId) {
        lookup = byId;
        return this;
    }

    /**
     * Sets the parameters of requests that do not have them.
     *
     * @param value the parameters; {@link RoutingParameters} also set goal, tenant and session
     * @return this builder
     */
    public RoutedModelBuilder<C, R> defaultRequestParameters(ChatRequestParameters value) {
        defaults = RoutingParameters.builder().overrideWith(value).build();
        return this;
    }

    /**
     * Adds a listener of the routed model's requests, responses and errors; those of single attempts are heard by
     * listeners of their own models.
     *
     * @param value the listener
     * @return this builder
     */
    public RoutedModelBuilder<C, R> listener(ChatModelListener value) {
        listeners.add(value);
        return this;
    }

    /**
     * Sets the receiver of the results with the model and the trace of their attempts.
     *
     * @param value called before a response is returned, on the thread that completed the call
     * @return this builder
     */
    public RoutedModelBuilder<C, R> onResult(Consumer<RouteResult<ChatResponse>> value) {
        onResult = value;
        return this;
    }

    /**
     * Builds the model.
     *
     * @return the model
     * @throws IllegalArgumentException if the pool is unknown, or a model of the pool is missing
     */
    public R build() {
        Pool known = router.pool(pool);
        Map<String, C> all = new LinkedHashMap<>(models);
        if (known != null) {
            known.models().forEach(id -> all.computeIfAbsent(id, lookup));
        }
        Candidates<C> candidates = Candidates.of(router, pool, all);
        return constructor.apply(new RoutedModels<>(
                router, pool, candidates, candidates.common(capabilities), defaults, List.copyOf(listeners), onResult));
    }
}
