package dev.pointsman.micronaut.endpoint;

import dev.pointsman.micronaut.endpoint.internal.QualityOperations;
import dev.pointsman.router.ModelRouter;
import java.util.List;

/** The action {@code quality}: accepts what a model does now as its new normal. */
final class QualityAction implements OperatorAction {
    private final ModelRouter router;
    private final QualityOperations quality;

    QualityAction(ModelRouter router, QualityOperations quality) {
        this.router = router;
        this.quality = quality;
    }

    @Override
    public String name() {
        return "quality";
    }

    @Override
    public Runnable prepare(ActionParameters input) {
        List<String> models =
                router.operations().models().stream().map(model -> model.id()).toList();
        String model = input.name("accept", models);
        String signal = input.nameOrNone("signal", quality.signals());
        return () -> quality.accept(model, signal);
    }
}
