package dev.pointsman.router;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.trace.RouteTrace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Calls whose answers come later, and the traces of those that are over. */
abstract class AsyncRouterFixture {
    final List<RouteTrace> traces = Collections.synchronizedList(new ArrayList<>());
    final RouterFixture bench = RouterFixture.of("a", "b");

    ModelRouter router() {
        bench.builder().listener(new RouterListener() {
            @Override
            public void completed(CompletedCall call) {
                traces.add(call.trace());
            }
        });
        return bench.router();
    }

    static CompletableFuture<RouteResult<String>> call(
            ModelRouter router, Function<Attempt, CompletionStage<String>> body) {
        return router.callAsync(RouteRequest.ANY, body).toCompletableFuture();
    }
}
