package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.stats.internal.TokenMean;

/** Membership of a deployment in one pool: its tier, its order, and its mean answer length in this pool. */
record PoolMember(PoolState pool, Deployment deployment, Tier tier, int order, TokenMean output) {

    Model model() {
        return deployment.model();
    }

    OperationState operationState(Operation operation) {
        return deployment.operationState(operation);
    }

    double expectedOutput(RouteRequest request) {
        double expected = request.expectedOutputTokens() > 0 ? request.expectedOutputTokens() : output.value();
        return request.maxTokens() > 0 ? Math.min(expected, request.maxTokens()) : expected;
    }

    int expectedInput(RouteRequest request) {
        int given = request.estimatedInputTokens();
        return given > 0 ? given : (int) pool.input().value();
    }

    /** Returns the cost in US dollars; NaN if the price is unknown. */
    double expectedCost(RouteRequest request, double output) {
        var price = model().price();
        return price == null ? Double.NaN : price.cost(expectedInput(request), 0, output);
    }
}
