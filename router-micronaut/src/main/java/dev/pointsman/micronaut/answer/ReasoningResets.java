package dev.pointsman.micronaut.answer;

import dev.pointsman.model.Model;
import dev.pointsman.trace.RouteResult;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Models that one call asked without reasoning that the client wanted: a tool loop went on without the state that the
 * provider insists on, or the provider refused the state. Thread-safe.
 */
public final class ReasoningResets {
    private final Set<String> models = ConcurrentHashMap.newKeySet(); // ids
    private volatile String answered = "";

    /** Creates an empty record. */
    public ReasoningResets() {}

    /**
     * Records the models of a call of a chat client.
     *
     * @param call the call, not yet subscribed
     * @param <T> the type of its result
     * @return the same call
     */
    public <T> Mono<RouteResult<T>> during(Mono<RouteResult<T>> call) {
        return call.doOnNext(result -> answered = result.model().id())
                .contextWrite(context -> context.put(ReasoningResets.class, this));
    }

    /**
     * Returns whether the model that answered was asked without reasoning that the client wanted.
     *
     * @return false until the call has a result
     */
    public boolean isReset() {
        return models.contains(answered);
    }

    /**
     * Returns whether a model was asked without reasoning that the client wanted.
     *
     * @param context the context of the call's subscription
     * @param model the model
     * @return false in a call that is not recorded
     */
    public static boolean isReset(ContextView context, Model model) {
        ReasoningResets resets = context.getOrDefault(ReasoningResets.class, null);
        return resets != null && resets.models.contains(model.id());
    }

    /**
     * Records how a model is asked. Does nothing in a call that is not recorded.
     *
     * @param context the context of the call's subscription
     * @param model the model
     * @param reset whether it is asked without reasoning that the client wanted
     */
    public static void note(ContextView context, Model model, boolean reset) {
        ReasoningResets resets = context.getOrDefault(ReasoningResets.class, null);
        if (resets == null) {
            return;
        }
        if (reset) {
            resets.models.add(model.id());
        } else {
            resets.models.remove(model.id());
        }
    }
}
