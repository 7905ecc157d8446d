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

/** Configured goals that go around other goals. */
class GoalsAroundOthersTest {
    private static final String GOALS = """
          trial: { strategy: shadow, around: careful, beside: again }
          careful: { strategy: sticky, around: first }
          first: { strategy: ordered, floor: 0.5 }
          again: { strategy: linear-cost, floor: 0 }
          explored: { strategy: linear-speed, floor: 0.5 }
          cost: { strategy: sticky, around: cost }
      """;

    @Test
    void aGoalMayGoAroundAnyOther() {
        try (ApplicationContext application = start()) {
            ModelRouter router = application.getBean(ModelRouter.class);
            assertThat(router.goals()).contains("trial", "careful", "first", "again", "explored", "cost");
            assertThat(models(router, request("first").build())).hasSize(2);
            RouteRequest session = request("careful").session("s").build();
            router.route(session).succeed();
            assertThat(models(router, session)).as("it stays where it is").hasSize(1);
        }
    }

    @Test
    void aFloorGoesUnderAStrategyThatRemembers() {
        try (ApplicationContext application = start()) {
            assertThat(models(
                            application.getBean(ModelRouter.class),
                            request("explored").build()))
                    .hasSize(2);
        }
    }

    @Test
    void aGoalOfABuiltInNameMayGoAroundTheBuiltIn() {
        try (ApplicationContext application = start()) {
            ModelRouter router = application.getBean(ModelRouter.class);
            RouteRequest session = request("cost").session("s").build();
            router.route(session).succeed();
            assertThat(models(router, session)).hasSize(1);
        }
    }

    @Test
    void aGoalBesideIsHeardByItsNameInTheConfiguration() {
        try (ApplicationContext application = start()) {
            application
                    .getBean(ModelRouter.class)
                    .route(request("trial").build())
                    .close();
            assertThat(application.getBean(Ear.class).heard).containsExactly("again");
        }
    }

    @Test
    void goalsThatGoRoundInACircleAreAMistakeOfEach() {
        assertThat(Mistakes.of(Applications.CHAT.replace(
                        "nightly: {",
                        "one: { strategy: sticky, around: two }\n"
                                + "    two: { strategy: shadow, around: speed, beside: one }\n    nightly: {")))
                .containsExactlyInAnyOrder(
                        "pointsman.goals.one.around: two (expected: a goal that does not go around this one in turn)",
                        "pointsman.goals.two.beside: one (expected: a goal that does not go around this one in turn)");
    }

    private static ApplicationContext start() {
        String yaml = Applications.CHAT.replace("    nightly:", GOALS + "    nightly:");
        return Applications.start(yaml, "goals-around-others");
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
    @Requires(property = "spec", value = "goals-around-others")
    static class Ear implements RouterListener {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void shadowed(Decision decision, Attempt attempt, String strategy, double[] probabilities) {
            heard.add(strategy);
        }
    }
}
