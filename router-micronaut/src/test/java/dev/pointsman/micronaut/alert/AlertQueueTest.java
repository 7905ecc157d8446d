package dev.pointsman.micronaut.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertQueueTest {
    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private final ManualClock clock = ManualClock.at(Long.MAX_VALUE - 1000);
    private AlertQueue desk = desk(AlertSettings.KINDS, 10);

    @Test
    void theSameIsNotToldAgainWithinTheInterval() {
        offer(AlertKind.CRITICAL);
        assertThat(sent()).isEqualTo("critical 0");
        offer(AlertKind.CRITICAL);
        offer(AlertKind.CRITICAL);
        assertThat(sent()).isNull();
        clock.advance(AGAIN);
        assertThat(sent()).as("what was told is not told again by itself").isNull();
        offer(AlertKind.CRITICAL);
        assertThat(sent()).as("what was left out is told").isEqualTo("critical 2");
    }

    @Test
    void aRecoveryClosesTheSubject() {
        offer(AlertKind.CRITICAL);
        assertThat(sent()).isEqualTo("critical 0");
        offer(AlertKind.RECOVERED);
        clock.advance(SETTLE);
        assertThat(sent()).isEqualTo("recovered 0");
        offer(AlertKind.CRITICAL);
        assertThat(sent()).as("news, though soon after").isEqualTo("critical 0");
    }

    @Test
    void ofTroubleThatWasNotToldNoRecoveryIsTold() {
        offer(AlertKind.RECOVERED);
        assertThat(desk.untilNext(clock.nanos())).isNegative();
        offer(AlertKind.DEGRADED);
        offer(AlertKind.RECOVERED);
        clock.advance(AGAIN);
        assertThat(sent()).isNull();
        offer(AlertKind.CRITICAL);
        assertThat(sent()).as("the trouble that passed was left out").isEqualTo("critical 1");
    }

    @Test
    void whatIsNotGraveIsToldOnlyIfItLasts() {
        offer(AlertKind.DEGRADED);
        assertThat(sent()).isNull();
        assertThat(desk.untilNext(clock.nanos())).isEqualTo(SETTLE.toNanos());
        clock.advance(SETTLE);
        assertThat(sent()).isEqualTo("degraded 0");
        offer(AlertKind.RECOVERED);
        clock.advance(Duration.ofSeconds(9));
        offer(AlertKind.DEGRADED);
        clock.advance(SETTLE);
        assertThat(sent()).as("it is as it was told").isNull();
    }

    @Test
    void whatWasHeldBackIsToldInTheEndIfItIsStillSo() {
        offer(AlertKind.CRITICAL);
        sent();
        offer(AlertKind.DEGRADED);
        clock.advance(SETTLE);
        assertThat(sent()).isEqualTo("degraded 0");
        offer(AlertKind.CRITICAL);
        assertThat(sent()).as("told a moment ago").isNull();
        assertThat(desk.untilNext(clock.nanos())).isEqualTo(AGAIN.minus(SETTLE).toNanos());
        clock.advance(AGAIN);
        assertThat(sent()).isEqualTo("critical 0");
    }

    @Test
    void anHourHasRoomForSoManyAndTheGravestGoesFirst() {
        desk = desk(AlertSettings.KINDS, 2);
        offer("a", AlertKind.CREDENTIALS);
        offer("b", AlertKind.CREDENTIALS);
        offer("c", AlertKind.MODEL_NOT_FOUND);
        offer("d", AlertKind.CRITICAL);
        assertThat(sent()).isEqualTo("critical 0");
        clock.advance(Duration.ofMinutes(1));
        assertThat(sent()).isEqualTo("credentials 0");
        assertThat(sent()).as("the hour is full").isNull();
        assertThat(desk.untilNext(clock.nanos()))
                .isEqualTo(Duration.ofMinutes(59).toNanos());
        clock.advance(Duration.ofMinutes(59));
        assertThat(sent()).isEqualTo("credentials 0");
        assertThat(sent()).isNull();
        clock.advance(Duration.ofMinutes(1));
        assertThat(sent()).isEqualTo("model-not-found 0");
        assertThat(desk.untilNext(clock.nanos())).isNegative();
    }

    @Test
    void whatFlapsLeavesRoomForTheGravest() {
        desk = desk(AlertSettings.KINDS, 3);
        for (String subject : List.of("a", "b", "c")) {
            offer(subject, AlertKind.DEGRADED);
        }
        clock.advance(SETTLE);
        assertThat(sent()).isEqualTo("degraded 0");
        assertThat(sent()).isEqualTo("degraded 0");
        assertThat(sent()).as("a third is kept").isNull();
        assertThat(desk.untilNext(clock.nanos())).isEqualTo(Duration.ofHours(1).toNanos());
        offer("d", AlertKind.CRITICAL);
        assertThat(sent()).isEqualTo("critical 0");
        offer("e", AlertKind.CRITICAL);
        assertThat(sent()).as("the hour is full").isNull();
    }

    @Test
    void whatDidNotArriveTakesNoRoom() {
        desk = desk(AlertSettings.KINDS, 1);
        offer("a", AlertKind.CRITICAL);
        Alert lost = desk.take(clock.nanos());
        assertThat(lost).isNotNull();
        desk.failed(lost, clock.nanos());
        offer("b", AlertKind.CRITICAL);
        assertThat(sent()).isEqualTo("critical 0");
    }

    @Test
    void whatDidNotArriveIsTriedAgainLaterUnlessThereIsNews() {
        offer(AlertKind.CRITICAL);
        Alert lost = desk.take(clock.nanos());
        assertThat(lost).isNotNull();
        desk.failed(lost, clock.nanos());
        assertThat(sent()).isNull();
        clock.advance(AGAIN);
        Alert again = desk.take(clock.nanos());
        assertThat(again).isEqualTo(lost);
        offer(AlertKind.DEGRADED);
        desk.failed(again, clock.nanos());
        clock.advance(SETTLE);
        assertThat(sent()).as("the older one is left out").isEqualTo("degraded 1");
    }

    @Test
    void whatIsUnderWayCountsAsTold() {
        offer(AlertKind.CRITICAL);
        Alert alert = desk.take(clock.nanos());
        assertThat(alert).isNotNull();
        offer(AlertKind.CRITICAL);
        offer(AlertKind.RECOVERED);
        desk.arrived(alert);
        clock.advance(SETTLE);
        assertThat(sent()).isEqualTo("recovered 1");
    }

    @Test
    void whatNobodyWantsToKnowIsNotTold() {
        desk = desk(Set.of(AlertKind.CRITICAL, AlertKind.RECOVERED), 10);
        offer(AlertKind.DEGRADED);
        clock.advance(AGAIN);
        assertThat(sent()).isNull();
        offer(AlertKind.CRITICAL);
        assertThat(sent()).isEqualTo("critical 0");
        offer(AlertKind.DEGRADED);
        offer(AlertKind.RECOVERED);
        clock.advance(SETTLE);
        assertThat(sent()).isEqualTo("recovered 0");
    }

    @Test
    void subjectsAreBoundedInNumber() {
        for (int i = 0; i < 1001; i++) {
            offer("subject " + i, AlertKind.DEGRADED);
        }
        clock.advance(SETTLE);
        assertThat(sent()).isEqualTo("degraded 1");
    }

    private static AlertQueue desk(Set<AlertKind> kinds, int atMost) {
        return new AlertQueue(new AlertSettings(
                URI.create("http://hook.example/secret"),
                AlertFormat.SLACK,
                Map.of(),
                kinds,
                AGAIN,
                SETTLE,
                atMost,
                Duration.ofSeconds(1),
                ""));
    }

    private void offer(AlertKind kind) {
        offer("pool chat", kind);
    }

    private void offer(String subject, AlertKind kind) {
        desk.offer(Alert.of(kind, subject, "text", Instant.EPOCH), clock.nanos());
    }

    /** The kind that is sent now, and arrives, with the number of those left out; null for none. */
    private @Nullable String sent() {
        Alert alert = desk.take(clock.nanos());
        if (alert == null) {
            return null;
        }
        desk.arrived(alert);
        return alert.kind() + " " + alert.heldBack();
    }
}
