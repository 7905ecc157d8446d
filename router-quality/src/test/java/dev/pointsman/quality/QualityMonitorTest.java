package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The monitor behind a router under virtual time. */
class QualityMonitorTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CALLS = 10_000;
    private static final long HOUR = 3_600_000_000_000L;
    private static final RoutingStrategy EVEN = RoutingStrategy.of(
            "even", (decision, scores) -> Arrays.fill(scores, 0, decision.size(), 1), Picker.softmax(1));
    private static final RoutingStrategy FIRST = RoutingStrategy.of(
            "first",
            (decision, scores) -> {
                for (int i = 0; i < decision.size(); i++) {
                    scores[i] = -decision.candidate(i).order();
                }
            },
            Picker.best());

    private final List<QualityAlarm> alarms = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(3);
    private long now = -5;
    private QualityMonitor monitor;
    private ModelRouter router;

    private void start(RoutingStrategy strategy, int models) {
        start(strategy, models, QualitySettings.DEFAULT.onAlarm());
    }

    private void start(RoutingStrategy strategy, int models, QualitySettings.OnAlarm onAlarm) {
        QualitySettings usual = QualitySettings.DEFAULT;
        monitor = new QualityMonitor(
                new QualitySettings(
                        Duration.ofDays(2),
                        usual.falseAlarms(),
                        0,
                        usual.sessionIdle(),
                        onAlarm,
                        usual.prior(),
                        usual.memory(),
                        usual.trialsPerHour(),
                        1 << 12,
                        64),
                alarms::add);
        String[] ids = IntStream.range(0, models).mapToObj(i -> "m" + i).toArray(String[]::new);
        var builder =
                ModelRouter.builder().clock(() -> now).seed(1).listener(monitor).strategy(strategy);
        for (String id : ids) {
            builder.model(Model.builder(id, "p-" + id)
                    .quality(0.9)
                    .capabilities(java.util.Set.of(Capability.TOOLS))
                    .build());
        }
        builder.pool(Pool.of("pool", ids).withGoal(Goal.of(strategy.name())));
        router = builder.build();
        monitor.connect(router, now);
    }

    /** Makes calls for some hours, of which one model fails another share than the rest. */
    private void hours(int hours, int perHour, String bad, double share, double usual) {
        for (int i = 0; i < hours * perHour; i++) {
            now += HOUR / perHour;
            Attempt attempt = router.route(RouteRequest.ANY);
            attempt.succeed(Usage.of(10, 10));
            double rate = attempt.model().id().equals(bad) ? share : usual;
            monitor.checked(attempt.id(), QualitySignal.TOOL_CALLS, random.nextDouble() >= rate);
            monitor.process(now);
        }
    }

    @Test
    void aModelThatGetsWorseIsNamedLoweredAndRestored() {
        start(EVEN, 4);
        hours(60, 100, "", 0, 0.03);
        assertThat(alarms).isEmpty();

        hours(40, 100, "m2", 0.3, 0.03);
        QualityAlarm alarm = alarms.stream()
                .filter(one -> one.label() == QualityLabel.MODEL)
                .findFirst()
                .orElseThrow();
        assertThat(alarm.model()).isEqualTo("m2");
        assertThat(alarm.before().mean()).isBetween(0.94, 0.99);
        assertThat(alarm.now().mean()).isLessThan(0.85);
        assertThat(alarm.peers().mean()).isBetween(0.94, 0.99);
        assertThat(alarm.peerModels()).isEqualTo(3);
        assertThat(alarm.ago()).isLessThan(Duration.ofHours(12));
        QualityStatus status = status("m2");
        assertThat(status.label()).isEqualTo(QualityLabel.MODEL);
        assertThat(learned("m2").lowered()).isTrue();
        assertThat(learned("m2").applied()).isLessThan(learned("m1").applied() - 0.05);

        hours(60, 100, "", 0, 0.03);
        assertThat(alarms.get(alarms.size() - 1).recovered()).isTrue();
        assertThat(status("m2").label()).isNull();
        assertThat(learned("m2").lowered()).isFalse();
        assertThat(learned("m2").applied()).isGreaterThan(0.85);
    }

    @Test
    void aHeldModelGetsNoCallsUntilItsChangeIsAccepted() {
        start(EVEN, 4, QualitySettings.OnAlarm.HOLD);
        hours(60, 100, "", 0, 0.03);
        hours(40, 100, "m2", 0.3, 0.03);
        assertThat(status("m2").label()).isEqualTo(QualityLabel.MODEL);
        assertThat(isOpen("m2")).isTrue();

        hours(40, 100, "m1", 0.3, 0.03);
        assertThat(status("m1").label()).isEqualTo(QualityLabel.MODEL);
        assertThat(isOpen("m1")).as("a second one of the pool").isFalse();

        monitor.accept("m2", null, now);
        assertThat(isOpen("m2")).isFalse();
    }

    @Test
    void theLastAvailableModelOfATierIsNotHeld() {
        start(EVEN, 2, QualitySettings.OnAlarm.HOLD);
        AutomaticHolds holds = new AutomaticHolds(router);
        router.operations().forceOpen("m0");
        holds.hold("m1");
        assertThat(isOpen("m1")).isFalse();

        router.operations().reset("m0");
        holds.hold("m1");
        assertThat(isOpen("m1")).isTrue();
        holds.hold("m0");
        assertThat(isOpen("m0")).isFalse();
    }

    private boolean isOpen(String model) {
        return router.operations().snapshot().stream()
                .filter(one -> one.model().id().equals(model))
                .anyMatch(one -> one.breaker().refusal() != null);
    }

    @Test
    void anotherFingerprintForTheSameParametersIsANoticeAndNoMore() throws IOException {
        start(FIRST, 1);
        answers(60, "fp_1", 0.5);
        answers(60, "fp_1", 0.5);
        assertThat(alarms).isEmpty();
        answers(20, "fp_2", 0.7);
        assertThat(alarms).as("of other parameters").isEmpty();

        answers(20, "fp_3", 0.5);
        assertThat(alarms).singleElement().satisfies(alarm -> {
            assertThat(alarm.label()).isEqualTo(QualityLabel.SERVING);
            assertThat(alarm.signal()).isEqualTo(QualitySignal.SPEED);
        });
        assertThat(learned("m0").lowered()).isFalse();
    }

    private void answers(int count, String fingerprint, double temperature) throws IOException {
        for (int i = 0; i < count; i++) {
            now += HOUR / 100;
            Attempt attempt = router.route(RouteRequest.ANY);
            attempt.succeed(Usage.of(10, 10));
            monitor.answered(
                    attempt.id(),
                    MAPPER.readTree(
                            "{\"temperature\": " + temperature + ", \"messages\": [{\"content\": \"" + i + "\"}]}"),
                    MAPPER.readTree("{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"a\"}}],"
                            + " \"model\": \"m\", \"system_fingerprint\": \"" + fingerprint + "\"}"));
            monitor.process(now);
        }
    }

    @Test
    void aModelWithoutAlternativesHasNoPeersAndItsChangeIsPutDownToTraffic() {
        start(FIRST, 2);
        hours(60, 40, "", 0, 0.03);
        assertThat(status("m0").comparison()).isEqualTo(QualityStatus.Comparison.NO_PEERS);
        assertThat(status("m0").callsForThree()).isNegative();

        hours(48, 40, "m0", 0.4, 0.03);
        assertThat(alarms).extracting(QualityAlarm::label).containsExactly(QualityLabel.TRAFFIC);
        assertThat(learned("m0").lowered()).isFalse();
    }

    @Test
    void anAcceptedChangeIsTheNewNormal() {
        start(EVEN, 4);
        hours(60, 100, "", 0, 0.03);
        hours(40, 100, "m2", 0.3, 0.03);
        assertThat(status("m2").label()).isNotNull();
        monitor.accept("m2", null, now);
        alarms.clear();

        hours(80, 100, "m2", 0.3, 0.03);
        assertThat(alarms).isEmpty();
        assertThat(status("m2").comparison()).isEqualTo(QualityStatus.Comparison.PEERS);
        assertThat(status("m2").before().mean()).isBetween(0.6, 0.8);

        hours(60, 100, "m2", 0.7, 0.03);
        assertThat(alarms).extracting(QualityAlarm::model).contains("m2");
    }

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
            of.route(request).succeed(Usage.UNKNOWN);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private QualityStatus status(String model) {
        return monitor.status(now).stream()
                .filter(one -> one.model().equals(model) && one.signal() == QualitySignal.TOOL_CALLS)
                .findFirst()
                .orElseThrow();
    }

    private LearnedModel learned(String model) {
        return monitor.learned().stream()
                .filter(one -> one.model().equals(model))
                .findFirst()
                .orElseThrow();
    }
}
