package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.strategy.Decision;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Configured goals that wrap other goals. */
class WrappingGoalsTest {
    private static final String GOALS = """
          trial: { strategy: shadow, delegate: careful, shadow: again }
          careful: { strategy: sticky, delegate: first }
          first: { strategy: ordered, floor: 0.5 }
          again: { strategy: linear-cost, floor: 0 }
          explored: { strategy: linear-speed, floor: 0.5 }
          cost: { strategy: sticky, delegate: cost }
      """;

    @Test
    void aGoalMayWrapAnyOther() {
        try (ApplicationContext application = start()) {
            ModelRouter router = application.getBean(ModelRouter.class);
            assertThat(router.operations().goals()).contains("trial", "careful", "first", "again", "explored", "cost");
            assertThat(models(router, request("first").build())).hasSize(2);
            RouteRequest session = request("careful").session("s").build();
            router.route(session).succeed();
            assertThat(models(router, session))
                    .as("the session keeps its model")
                    .hasSize(1);
        }
    }

    @Test
    void aFloorAppliesToAStatefulStrategy() {
        try (ApplicationContext application = start()) {
            assertThat(models(
                            application.getBean(ModelRouter.class),
                            request("explored").build()))
                    .hasSize(2);
        }
    }

    @Test
    void aGoalWithABuiltInNameMayWrapTheBuiltIn() {
        try (ApplicationContext application = start()) {
            ModelRouter router = application.getBean(ModelRouter.class);
            RouteRequest session = request("cost").session("s").build();
            router.route(session).succeed();
            assertThat(models(router, session)).hasSize(1);
        }
    }

    @Test
    void aShadowGoalIsReportedByItsConfiguredName() {
        try (ApplicationContext application = start()) {
            application
                    .getBean(ModelRouter.class)
                    .route(request("trial").build())
                    .close();
            assertThat(application.getBean(ShadowListener.class).shadows).containsExactly("again");
        }
    }

    @Test
    void aCycleOfGoalsIsAnErrorOfEach() {
        assertThat(Mistakes.of(Applications.CHAT.replace(
                        "nightly: {",
                        "one: { strategy: sticky, delegate: two }\n"
                                + "    two: { strategy: shadow, delegate: speed, shadow: one }\n    nightly: {")))
                .containsExactlyInAnyOrder(
                        "pointsman.goals.one.delegate: two (expected: a goal that does not refer back to this one)",
                        "pointsman.goals.two.shadow: one (expected: a goal that does not refer back to this one)");
    }

    private static ApplicationContext start() {
        String yaml = Applications.CHAT.replace("    nightly:", GOALS + "    nightly:");
        return Applications.start(yaml, "wrapping-goals");
    }

    private static RouteRequestBuilder request(String goal) {
        return RouteRequest.builder().goal(Goal.of(goal));
    }

    private static Set<String> models(ModelRouter router, RouteRequest request) {
        Set<String> models = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            try (Attempt attempt = router.route(request)) {
                models.add(attempt.model().id());
            }
        }
        return models;
    }

    @Singleton
    @Requires(property = "spec", value = "wrapping-goals")
    static class ShadowListener implements RouterListener {
        final List<String> shadows = new CopyOnWriteArrayList<>();

        @Override
        public void shadowed(Decision decision, Attempt attempt, String strategy, double[] probabilities) {
            shadows.add(strategy);
        }
    }
}
