package dev.pointsman.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The monitor behind a router under virtual time. */
class QualityMonitorTest extends QualityMonitorFixture {
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
}
