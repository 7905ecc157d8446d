package dev.pointsman.micronaut.endpoint;

import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Model;
import dev.pointsman.router.ModelRouter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Operator actions on one model. */
final class ModelActions {
    private static final double LONGEST_DRILL_MINUTES = 24 * 60;

    private final ModelRouter router;

    ModelActions(ModelRouter router) {
        this.router = router;
    }

    List<OperatorAction> all() {
        return List.of(
                new OfModel("hold", (id, input) -> () -> router.operations().forceOpen(id)),
                new OfModel("let-in", this::letIn),
                new OfModel(
                        "hold-closed", (id, input) -> () -> router.operations().forceClosed(id)),
                new OfModel("reset", (id, input) -> () -> router.operations().reset(id)),
                new OfModel("drill", this::drill),
                new OfModel(
                        "end-drill", (id, input) -> () -> router.operations().endDrill(id)));
    }

    /** Ends a forced-open state only; {@code reset} closes the breaker of any model. */
    private Runnable letIn(String id, ActionParameters input) {
        boolean held = router.operations().snapshot().stream()
                .anyMatch(one -> one.model().id().equals(id) && one.breaker().refusal() == Reason.FORCED_OPEN);
        if (!held && !id.isEmpty()) {
            input.refuse("model", id, "one that is held out; reset closes the breaker of any");
        }
        return () -> router.operations().reset(id);
    }

    private Runnable drill(String id, ActionParameters input) {
        double minutes = input.number(
                "minutes",
                5,
                value -> value > 0 && value <= LONGEST_DRILL_MINUTES,
                "> 0 and <= " + (int) LONGEST_DRILL_MINUTES);
        double share = input.number("share", 1, value -> value > 0 && value <= 1, "> 0 and <= 1");
        return () -> router.operations().drill(id, share, Duration.ofMillis(Math.round(minutes * 60_000)));
    }

    /** An action whose first parameter is the model. */
    private final class OfModel implements OperatorAction {
        private final String name;
        private final BiFunction<String, ActionParameters, Runnable> rest;

        OfModel(String name, BiFunction<String, ActionParameters, Runnable> rest) {
            this.name = name;
            this.rest = rest;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Runnable prepare(ActionParameters input) {
            Set<String> known =
                    router.operations().models().stream().map(Model::id).collect(Collectors.toCollection(TreeSet::new));
            return rest.apply(input.name("model", known), input);
        }
    }
}
