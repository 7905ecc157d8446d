package dev.pointsman.micronaut.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.micronaut.answer.TokenCount;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.Explanation.Standing;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.RequestEstimates;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Requests for the number of tokens of a prompt, at the models that a decision would choose, the likeliest first. They
 * are no calls: no attempt, time, cost or failure is recorded for them. Thread-safe.
 */
final class TokenCounts {
    private static final int MOST_MODELS = 3;

    private final ModelRouter router;
    private final ProviderRegistry providers;

    TokenCounts(ModelRouter router, ProviderRegistry providers) {
        this.router = router;
        this.providers = providers;
    }

    /** Returns the first count; empty if no available model has one. */
    Mono<TokenCount> of(RouteRequest route, ChatRequest request) {
        return Mono.defer(() -> {
            RouteRequest hinted = RequestEstimates.chat(route, request, false);
            return next(hinted, request, able(route, request), MOST_MODELS);
        });
    }

    private Set<String> able(RouteRequest route, ChatRequest request) {
        Pool pool = router.pool(route.pool());
        Set<String> able = new HashSet<>();
        for (String id : pool == null ? List.<String>of() : pool.models()) {
            Model model = router.model(id);
            if (model != null
                    && WireReach.isAdmitted(model, route)
                    && providers.of(model).counts(model, request)) {
                able.add(id);
            }
        }
        return able;
    }

    private Mono<TokenCount> next(RouteRequest route, ChatRequest request, Set<String> able, int most) {
        Model model = able.isEmpty() || most == 0 ? null : likeliest(route, able);
        if (model == null) {
            return Mono.empty();
        }
        Set<String> others = new HashSet<>(able);
        others.remove(model.id());
        return count(model, request)
                .onErrorResume(ProviderException.class, failed -> next(route, request, others, most - 1));
    }

    private @Nullable Model likeliest(RouteRequest route, Set<String> able) {
        RouteRequest among =
                route.toBuilder().models(new AllowDenyList(able, Set.of())).build();
        return router.operations().explain(among).standings().stream()
                .max(Comparator.comparingDouble(TokenCounts::rank))
                .map(Standing::model)
                .orElse(null);
    }

    /** Strategies that sample know no probabilities. */
    private static double rank(Standing standing) {
        return Double.isNaN(standing.probability()) ? standing.score() : standing.probability();
    }

    private Mono<TokenCount> count(Model model, ChatRequest request) {
        return providers.of(model).count(model, request).map(answer -> new TokenCount(model, checked(answer)));
    }

    private static JsonNode checked(JsonNode answer) {
        JsonNode tokens = JsonFields.field(answer, "input_tokens");
        if (tokens == null || !tokens.isIntegralNumber()) {
            throw ProviderExceptions.badResponse("input_tokens: absent", "a whole number");
        }
        return answer;
    }
}
