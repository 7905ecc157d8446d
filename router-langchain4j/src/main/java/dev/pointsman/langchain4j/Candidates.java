package dev.pointsman.langchain4j;

import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** LangChain4j's models of a pool, by the ids of the pool's. Immutable. */
final class Candidates<C> {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.langchain4j");

    private final Map<String, C> models;

    private Candidates(Map<String, C> models) {
        this.models = models;
    }

    /** Checks that every model of the pool is there, and warns of clients that retry by themselves. */
    static <C> Candidates<C> of(ModelRouter router, @Nullable String name, Map<String, C> models) {
        Pool pool = router.pool(name);
        if (pool == null) {
            throw new IllegalArgumentException("pool: " + name + " (expected: a pool of the router)");
        }
        List<String> missing =
                pool.models().stream().filter(id -> !models.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("models: " + models.keySet() + " (expected: all of pool " + pool.name()
                    + ", without " + missing + ")");
        }
        models.forEach((id, model) -> {
            int retries = ClientRetries.of(model);
            if (retries > 0) {
                LOG.warn("Model {} repeats requests by itself, {} times (expected: maxRetries(0))", id, retries);
            }
        });
        return new Candidates<>(Map.copyOf(models));
    }

    C of(Attempt attempt) {
        C model = models.get(attempt.model().id());
        if (model == null) {
            throw new IllegalStateException("model " + attempt.model().id() + ": not among those of LangChain4j");
        }
        return model;
    }

    /** Returns what all models have. */
    <T> Set<T> common(Function<C, Set<T>> of) {
        Set<T> common = null;
        for (C model : models.values()) {
            if (common == null) {
                common = new HashSet<>(of.apply(model));
            } else {
                common.retainAll(of.apply(model));
            }
        }
        return common == null ? Set.of() : Set.copyOf(common);
    }
}
