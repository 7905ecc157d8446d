package dev.pointsman.micronaut.probe;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.ModelListener;
import dev.pointsman.router.RouterListener;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/**
 * Listener that passes on the providers of models whose breakers open. Separate from {@link ReachabilityMonitor}, as a
 * router is created with its listeners and the monitor needs the router.
 */
@Singleton
@Requires(property = "pointsman")
final class OpenBreakers implements RouterListener {
    private volatile Consumer<String> opened = provider -> {};

    void onOpened(Consumer<String> action) {
        opened = action;
    }

    @Override
    public ModelListener model(Model model, Operation operation) {
        return new ModelListener() {
            @Override
            public void breakerChanged(BreakerState from, BreakerState to) {
                if (to == BreakerState.OPEN) {
                    opened.accept(model.provider());
                }
            }
        };
    }
}
