package dev.pointsman.micronaut.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.micronaut.event.BreakerChangedEvent;
import dev.pointsman.micronaut.event.CallFailedEvent;
import dev.pointsman.micronaut.event.DrillBeganEvent;
import dev.pointsman.micronaut.event.DrillEndedEvent;
import dev.pointsman.micronaut.event.ModelCooledDownEvent;
import dev.pointsman.micronaut.event.ModelOutEvent;
import dev.pointsman.micronaut.event.PoolHealthChangedEvent;
import dev.pointsman.micronaut.event.QualityChangedEvent;
import dev.pointsman.micronaut.event.RouterEvent;
import dev.pointsman.micronaut.health.HealthLevel;
import dev.pointsman.micronaut.health.ModelHealth;
import dev.pointsman.micronaut.health.ModelState;
import dev.pointsman.micronaut.health.PoolHealth;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.trace.Drill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertFormatterTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Model ONE = Model.builder("one", "acme").build();

    @Test
    void aPoolTellsWhichOfItsModelsDoNotServe() {
        assertThat(alert(pool("chat", HealthLevel.DEGRADED)))
                .isEqualTo(new Alert(
                        AlertKind.DEGRADED,
                        "pool chat",
                        "Pool chat is degraded: not every model serves. one: held (forced open by an operator).",
                        NOON,
                        0));
        assertThat(alert(pool("chat", HealthLevel.CRITICAL)).kind()).isEqualTo(AlertKind.CRITICAL);
        assertThat(alert(pool("chat", HealthLevel.HEALTHY)).kind()).isEqualTo(AlertKind.RECOVERED);
    }

    @Test
    void aModelThatIsOutTellsWhoRefusesWhat() {
        assertThat(alert(out(FailureKind.CREDENTIALS)).text())
                .isEqualTo("Model one is disabled: acme refuses the key. Operator action required.");
        assertThat(alert(out(FailureKind.QUOTA_EXHAUSTED)).kind()).isEqualTo(AlertKind.QUOTA_EXHAUSTED);
        assertThat(alert(out(FailureKind.MODEL_NOT_FOUND)).kind()).isEqualTo(AlertKind.MODEL_NOT_FOUND);
    }

    @Test
    void onlyWhatSaysSomethingAgainstAModelIsAnAlert() {
        assertThat(alert(quality("model", false)))
                .isEqualTo(new Alert(AlertKind.QUALITY, "quality one tool-calls", "one: worse", NOON, 0));
        assertThat(alert(quality("relative", false)).kind()).isEqualTo(AlertKind.QUALITY);
        assertThat(alert(quality("model", true)).kind()).isEqualTo(AlertKind.RECOVERED);
        assertThat(AlertFormatter.of(quality("traffic", false))).isNull();
        assertThat(AlertFormatter.of(quality("serving", false))).isNull();
    }

    private static RouterEvent quality(String label, boolean recovered) {
        return new QualityChangedEvent("one", "tool-calls", label, recovered, Duration.ofHours(3), "one: worse", NOON);
    }

    @Test
    void aLongCooldownTellsWhenTheModelIsTriedAgain() {
        Alert alert = alert(new ModelCooledDownEvent(ONE, Operation.CHAT, Duration.ofSeconds(450), NOON));
        assertThat(alert.kind()).isEqualTo(AlertKind.RATE_LIMITED);
        assertThat(alert.text()).isEqualTo("Model one is rate-limited by acme: next trial in 450 s.");
    }

    @Test
    void aBreakerIsToldWhenItOpensAndWhenItIsClosedAgain() {
        assertThat(alert(breaker(BreakerState.OPEN)).kind()).isEqualTo(AlertKind.OPENED);
        assertThat(alert(breaker(BreakerState.CLOSED)).kind()).isEqualTo(AlertKind.RECOVERED);
        assertThat(AlertFormatter.of(breaker(BreakerState.HALF_OPEN))).isNull();
        assertThat(AlertFormatter.of(breaker(BreakerState.RAMP))).isNull();
    }

    @Test
    void aDrillIsToldAtBothEnds() {
        Alert began = alert(new DrillBeganEvent(new Drill("one", 0.25, Duration.ofMinutes(5)), NOON));
        assertThat(began.text()).isEqualTo("Drill: one is treated as down for 25 % of the calls, for 300 s.");
        Alert ended = alert(new DrillEndedEvent("one", NOON));
        assertThat(ended.kind()).isEqualTo(AlertKind.RECOVERED);
        assertThat(ended.subject()).isEqualTo(began.subject());
    }

    @Test
    void oneFailedCallIsNoAlert() {
        assertThat(AlertFormatter.of(new CallFailedEvent("1", "chat", "speed", 0, null, NOON)))
                .isNull();
    }

    @Test
    void whateverStandsInANameItStaysOneReadableLine() {
        Alert alert = alert(pool("chat\r\n2026 FORGED\u001b[31m \u202e\u2028<b>", HealthLevel.HEALTHY));
        assertThat(alert.text()).startsWith("Pool chat 2026 FORGED [31m  <b> is healthy");
        assertThat(alert(pool("x".repeat(5000), HealthLevel.HEALTHY)).text()).hasSizeLessThan(1100);
    }

    private static Alert alert(RouterEvent event) {
        Alert alert = AlertFormatter.of(event);
        assertThat(alert).isNotNull();
        return alert;
    }

    private static RouterEvent pool(String name, HealthLevel state) {
        ModelHealth held =
                new ModelHealth("one", "chat", "primary", ModelState.HELD, false, "forced open by an operator", 0);
        ModelHealth serving = new ModelHealth("two", "chat", "primary", ModelState.SERVING, true, "serves", 0);
        return new PoolHealthChangedEvent(
                HealthLevel.HEALTHY, new PoolHealth(name, state, List.of(held, serving)), NOON);
    }

    private static RouterEvent out(FailureKind kind) {
        return new ModelOutEvent(ONE, Operation.CHAT, kind, NOON);
    }

    private static RouterEvent breaker(BreakerState to) {
        return new BreakerChangedEvent(
                ONE, Operation.CHAT, BreakerState.CLOSED, to, "3 failures in a row within 1.2 s", NOON);
    }
}
