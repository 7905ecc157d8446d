package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Model;
import dev.pointsman.policy.Pool;
import org.junit.jupiter.api.Test;

/** The parts of a router that benchmarks measure alone are still there. */
class MeasuredPartsTest {
    private final ModelRouter router = ModelRouter.builder()
            .model(Model.builder("a", "acme").build())
            .model(Model.builder("b", "acme").build())
            .pool(Pool.of("chat", "a", "b"))
            .build();

    @Test
    void aDecisionChoosesACandidate() {
        Decisions decisions = new Decisions(router);
        for (int i = 0; i < 100; i++) {
            assertThat(decisions.choose()).isBetween(0, 1);
        }
    }

    @Test
    void anAttemptIsRecordedWithoutADecision() {
        Recording recording = new Recording(router);
        assertThat(recording.begin().succeed()).isTrue();
        assertThat(router.operations().snapshot().get(0).statistics().inFlight())
                .isZero();
    }
}
