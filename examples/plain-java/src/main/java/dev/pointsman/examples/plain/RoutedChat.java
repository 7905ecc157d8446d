package dev.pointsman.examples.plain;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.ModelCatalogue;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import java.util.Map;
import java.util.Objects;

/** Chat with two models of two providers; the router chooses. */
final class RoutedChat {
    private final ModelRouter router = ModelRouter.builder()
            .model(model("gpt-4.1-mini", "first"))
            .model(model("gpt-4.1-nano", "second"))
            .pool(Pool.of("chat", "gpt-4.1-mini", "gpt-4.1-nano"))
            .build();
    private final Map<String, ChatCompletions> clients;

    /**
     * Creates a chat.
     *
     * @param clients clients of the providers {@code first} and {@code second}
     */
    RoutedChat(Map<String, ChatCompletions> clients) {
        this.clients = Map.copyOf(clients);
    }

    /** Returns the answer of the best model for a goal, with the trace of the attempts. */
    RouteResult<String> ask(String question, Goal goal) throws Exception {
        RouteRequest request = RouteRequest.builder().goal(goal).build();
        return router.call(
                request, attempt -> client(attempt.model()).ask(attempt.model().name(), question));
    }

    private ChatCompletions client(Model model) {
        return Objects.requireNonNull(clients.get(model.provider()));
    }

    /** Takes price, context window and capabilities from the built-in catalogue. */
    private static Model model(String name, String provider) {
        return Model.builder(name, provider)
                .from(ModelCatalogue.builtIn().find(name).orElseThrow())
                .build();
    }
}
