package dev.pointsman.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import java.util.Map;

/**
 * Pool of a router as an embedding model of LangChain4j. Its models must have the same vector space: mostly one model at
 * several providers. They must support the operation {@link Operation#EMBEDDINGS}. Thread-safe.
 */
public final class RoutedEmbeddingModel implements EmbeddingModel {
    private final ModelRouter router;
    private final RouteRequest route;
    private final Candidates<EmbeddingModel> candidates;
    private final int dimension;

    private RoutedEmbeddingModel(
            ModelRouter router, RouteRequest route, Candidates<EmbeddingModel> candidates, int dimension) {
        this.router = router;
        this.route = route;
        this.candidates = candidates;
        this.dimension = dimension;
    }

    /**
     * Creates a model.
     *
     * @param router the router
     * @param pool the pool's name
     * @param dimension the length of the vectors; greater than 0
     * @param models LangChain4j's models by the ids of the pool's
     * @return the model
     * @throws IllegalArgumentException if the pool is unknown, or a model of the pool is missing
     */
    public static RoutedEmbeddingModel of(
            ModelRouter router, String pool, int dimension, Map<String, EmbeddingModel> models) {
        return new RoutedEmbeddingModel(
                router,
                RouteRequest.builder()
                        .pool(pool)
                        .operation(Operation.EMBEDDINGS)
                        .build(),
                Candidates.of(router, pool, models),
                dimension);
    }

    /**
     * Embeds with the best model of the pool.
     *
     * @param request the request
     * @return the response of the model that answered
     * @throws dev.pointsman.failure.RoutingException if no model answered
     */
    @Override
    public EmbeddingResponse doEmbed(EmbeddingRequest request) {
        return router.call(route, attempt -> ask(attempt, request)).value();
    }

    private EmbeddingResponse ask(Attempt attempt, EmbeddingRequest request) {
        EmbeddingResponse response;
        try {
            response = candidates.of(attempt).embed(request);
        } catch (RuntimeException e) {
            throw ModelErrors.of(e);
        }
        attempt.succeed(TokenUsages.of(response.tokenUsage()));
        return response;
    }

    @Override
    public int dimension() {
        return dimension;
    }
}
