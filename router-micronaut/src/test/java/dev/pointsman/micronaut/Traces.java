package dev.pointsman.micronaut;

import dev.pointsman.router.RouterListener;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the calls that were heard of. */
@Singleton
@Requires(property = "spec", value = "wards")
class Traces implements RouterListener {
    final List<RouteTrace> heard = new CopyOnWriteArrayList<>();

    @Override
    public void completed(CompletedCall call) {
        heard.add(call.trace());
    }
}
