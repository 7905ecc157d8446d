package dev.pointsman.strategy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import org.junit.jupiter.api.Test;

/** A picker is asked again when the scores are others, and only then. */
class SelectionProbabilitiesTest {
    private double[] given = {1, 2, 3};
    private int asked;
    private boolean failing;

    private final Picker picker = (scores, size, probabilities) -> {
        asked++;
        probabilities[0] = .5; // what it would leave behind if it fails
        if (failing) {
            throw new IllegalStateException("no pick");
        }
        Picker.best().pick(scores, size, probabilities);
    };
    private final ModelRouter router = ModelRouter.builder()
            .strategy(RoutingStrategy.of(
                    "given", (decision, scores) -> System.arraycopy(given, 0, scores, 0, decision.size()), picker))
            .clock(() -> 0)
            .seed(1)
            .model(Model.builder("a", "p").build())
            .model(Model.builder("b", "p").build())
            .model(Model.builder("c", "p").build())
            .pool(Pool.of("all", "a", "b", "c").withGoal(Goal.of("given")))
            .pool(Pool.of("two", "a", "b").withGoal(Goal.of("given")))
            .build();

    @Test
    void equalScoresAreNotPickedFromTwice() {
        assertThat(routed("all")).isEqualTo("c");
        assertThat(routed("all")).isEqualTo("c");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void otherScoresAre() {
        routed("all");
        given = new double[] {5, 2, 3};

        assertThat(routed("all")).isEqualTo("a");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void fewerCandidatesAreOthers() {
        routed("all");

        assertThat(routed("two")).isEqualTo("b");
        assertThat(routed("all")).isEqualTo("c");
    }

    @Test
    void aCandidateThatWasAloneLeavesNothingBehind() {
        routed("all");
        router.operations().forceOpen("b");
        router.operations().forceOpen("c");
        assertThat(routed("all")).isEqualTo("a");
        router.operations().reset("b");
        router.operations().reset("c");

        assertThat(routed("all")).isEqualTo("c");
    }

    @Test
    void whatAPickerLeftWhenItFailedIsNotTaken() {
        failing = true;
        assertThatThrownBy(() -> routed("all")).hasMessage("no pick");
        failing = false;

        assertThat(routed("all")).isEqualTo("c");
    }

    private String routed(String pool) {
        try (Attempt attempt = router.route(RouteRequest.toPool(pool))) {
            return attempt.model().id();
        }
    }
}
