package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State that the monitor saves, its counts, and the memory of a call. */
class QualityMonitorStateTest extends QualityMonitorFixture {
    private static final int CALLS = 10_000;

    @Test
    void aRestartGoesOnFromTheSavedState() throws IOException {
        start(EVEN, 4);
        hours(60, 100, "", 0, 0.03);
        Attempt graded = router.route(RouteRequest.ANY);
        graded.succeed();
        monitor.grade(graded.id(), 0.4);
        monitor.process(now);
        List<QualityStatus> status = monitor.status(now);
        List<LearnedModel> learned = monitor.learned();
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        monitor.save(saved, now);

        now += 1_000 * HOUR;
        start(EVEN, 4);
        monitor.restore(router, new ByteArrayInputStream(saved.toByteArray()), now);
        assertThat(monitor.status(now)).isEqualTo(status);
        assertThat(monitor.learned()).isEqualTo(learned);

        hours(24, 100, "m1", 0.3, 0.03);
        assertThat(alarms).extracting(QualityAlarm::model).contains("m1");
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        monitor.save(changed, now);
        start(EVEN, 4);
        monitor.restore(router, new ByteArrayInputStream(changed.toByteArray()), now);
        assertThat(status("m1").label()).isEqualTo(QualityLabel.MODEL);
        assertThat(learned("m1").lowered()).isTrue();

        start(EVEN, 4);
        byte[] part = Arrays.copyOf(changed.toByteArray(), changed.size() / 2);
        assertThatThrownBy(() -> monitor.restore(router, new ByteArrayInputStream(part), now))
                .isInstanceOf(IOException.class);
        assertThat(monitor.status(now)).isEmpty();
        hours(1, 100, "", 0, 0.03);
        assertThat(monitor.status(now)).hasSize(4);
    }

    @Test
    void aStateOfOtherModelsIsSkipped() throws IOException {
        start(EVEN, 4);
        hours(60, 100, "", 0, 0.03);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        monitor.save(saved, now);
        start(EVEN, 3);
        monitor.restore(router, new ByteArrayInputStream(saved.toByteArray()), now);

        assertThat(monitor.learned())
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.observations()).isZero());
        hours(2, 100, "", 0, 0.03);
        assertThat(monitor.status(now)).hasSize(3);
    }

    @Test
    void gradesAndUnknownDecisionsAreCounted() {
        start(EVEN, 3);
        Attempt attempt = router.route(RouteRequest.ANY);
        attempt.succeed();
        assertThat(monitor.grade(attempt.id(), 0.5)).isTrue();
        monitor.grade(12_345, 1);
        monitor.process(now);

        assertThat(monitor.counts().grades()).isOne();
        assertThat(monitor.counts().unknown()).isOne();
        assertThatThrownBy(() -> monitor.grade(0, 1.1)).hasMessage("grade: 1.1 (expected: 0 to 1)");
        for (int i = 0; i < 100; i++) {
            monitor.grade(attempt.id(), 1);
        }
        assertThat(monitor.counts().dropped()).as("those beyond the queue").isEqualTo(36);
    }

    @Test
    void answersAreCheckedAfterTheCall() throws Exception {
        start(EVEN, 3);
        Attempt attempt = router.route(RouteRequest.ANY);
        attempt.succeed();
        JsonNode request = MAPPER.readTree(
                "{\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"a\", \"parameters\": {\"type\": \"object\"}}}]}");
        JsonNode response = MAPPER.readTree(
                "{\"model\": \"x\", \"choices\": [{\"finish_reason\": \"tool_calls\", \"message\": {\"tool_calls\":"
                        + " [{\"function\": {\"name\": \"a\", \"arguments\": \"{\"}}]}}]}");
        monitor.answered(attempt.id(), request, response);
        monitor.process(now);

        assertThat(monitor.counts().badJson()).isOne();
        assertThat(monitor.status(now))
                .extracting(QualityStatus::signal)
                .containsExactly(QualitySignal.TOOL_CALLS, QualitySignal.FINISH_REASONS);
    }

    @Test
    void aCallLeavesNothingToCollect() {
        start(EVEN, 5);
        RouteRequest request = RouteRequest.builder()
                .capabilities(java.util.Set.of(Capability.TOOLS))
                .build();
        ModelRouter silent = ModelRouter.builder()
                .clock(() -> now)
                .seed(1)
                .strategy(EVEN)
                .models(router.operations().models())
                .pool(Pool.of("pool", "m0", "m1", "m2", "m3", "m4").withGoal(Goal.of("even")))
                .build();
        long more = Long.MAX_VALUE;
        for (int round = 0; round < 100 && more >= CALLS; round++) { // until it is compiled
            more = allocated(router, request) - allocated(silent, request);
        }

        assertThat(more).as("bytes of %d calls", CALLS).isLessThan(CALLS);
    }

    private static long allocated(ModelRouter of, RouteRequest request) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            of.call(request, attempt -> "answer");
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
