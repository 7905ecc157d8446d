package dev.pointsman.micronaut.alert;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.micronaut.event.BreakerChangedEvent;
import dev.pointsman.micronaut.event.DrillBeganEvent;
import dev.pointsman.micronaut.event.DrillEndedEvent;
import dev.pointsman.micronaut.event.ModelCooledDownEvent;
import dev.pointsman.micronaut.event.ModelOutEvent;
import dev.pointsman.micronaut.event.PoolHealthChangedEvent;
import dev.pointsman.micronaut.event.QualityChangedEvent;
import dev.pointsman.micronaut.event.RouterEvent;
import dev.pointsman.micronaut.health.ModelHealth;
import dev.pointsman.micronaut.health.ModelState;
import dev.pointsman.micronaut.health.PoolHealth;
import dev.pointsman.trace.Drill;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formatter of router events as one-line alerts. */
final class AlertFormatter {
    /** Line breaks, control characters and characters that change the writing direction. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private static final int LONGEST = 1000;

    private AlertFormatter() {}

    /** Returns the alert; null if the event causes none. */
    static @Nullable Alert of(RouterEvent event) {
        Alert alert = null;
        if (event instanceof PoolHealthChangedEvent changed) {
            alert = pool(changed);
        } else if (event instanceof ModelOutEvent out) {
            alert = out(out);
        } else if (event instanceof ModelCooledDownEvent cooled) {
            alert = cooldown(cooled);
        } else if (event instanceof BreakerChangedEvent changed) {
            alert = breaker(changed);
        } else if (event instanceof QualityChangedEvent quality) {
            alert = quality(quality);
        } else if (event instanceof DrillBeganEvent began) {
            alert = drill(began);
        } else if (event instanceof DrillEndedEvent ended) {
            String subject = "drill " + ended.model();
            alert = Alert.of(
                    AlertKind.RECOVERED,
                    subject,
                    "The drill is over: " + ended.model() + " counts as itself again.",
                    ended.when());
        }
        return alert == null ? null : Alert.of(alert.kind(), plain(alert.subject()), plain(alert.text()), alert.when());
    }

    /** Returns one line of readable text, for any names in it. */
    static String plain(String text) {
        String line = UNSEEN.matcher(text).replaceAll(" ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static Alert pool(PoolHealthChangedEvent event) {
        PoolHealth pool = event.pool();
        String subject = "pool " + pool.pool();
        return switch (pool.state()) {
            case HEALTHY ->
                Alert.of(
                        AlertKind.RECOVERED,
                        subject,
                        "Pool " + pool.pool() + " is healthy again: every model serves.",
                        event.when());
            case DEGRADED ->
                Alert.of(
                        AlertKind.DEGRADED,
                        subject,
                        "Pool " + pool.pool() + " is degraded: not every model serves. " + troubled(pool),
                        event.when());
            case CRITICAL ->
                Alert.of(
                        AlertKind.CRITICAL,
                        subject,
                        "Pool " + pool.pool() + " is critical: no model is available. " + troubled(pool),
                        event.when());
        };
    }

    private static String troubled(PoolHealth pool) {
        return pool.models().stream()
                .filter(model -> model.state() != ModelState.SERVING)
                .map(AlertFormatter::state)
                .collect(Collectors.joining("; ", "", "."));
    }

    private static String state(ModelHealth model) {
        return model.model() + ": " + model.state() + " (" + model.reason() + ")";
    }

    private static Alert out(ModelOutEvent event) {
        String model = event.model().id();
        String provider = event.model().provider();
        String why = switch (event.kind()) {
            case CREDENTIALS -> "refuses the key";
            case QUOTA_EXHAUSTED -> "reports that quota or credit is exhausted";
            case FORBIDDEN -> "forbids the calls";
            default -> "does not know the model";
        };
        AlertKind kind = switch (event.kind()) {
            case CREDENTIALS, FORBIDDEN -> AlertKind.CREDENTIALS;
            case QUOTA_EXHAUSTED -> AlertKind.QUOTA_EXHAUSTED;
            default -> AlertKind.MODEL_NOT_FOUND;
        };
        return Alert.of(
                kind,
                "model " + model,
                "Model " + model + " is disabled: " + provider + " " + why + ". Operator action required.",
                event.when());
    }

    private static Alert cooldown(ModelCooledDownEvent event) {
        String model = event.model().id();
        return Alert.of(
                AlertKind.RATE_LIMITED,
                "cooldown " + model,
                "Model " + model + " is rate-limited by " + event.model().provider() + ": next trial in "
                        + event.untilTrial().toSeconds() + " s.",
                event.when());
    }

    private static @Nullable Alert breaker(BreakerChangedEvent event) {
        String model = event.model().id();
        String operation = event.operation().name().toLowerCase(Locale.ROOT);
        String subject = "breaker " + model + " " + operation;
        if (event.to() == BreakerState.OPEN) {
            return Alert.of(
                    AlertKind.OPENED,
                    subject,
                    "The breaker of " + model + " (" + operation + ") is open, calls go elsewhere: " + event.why()
                            + ".",
                    event.when());
        }
        return event.to() == BreakerState.CLOSED
                ? Alert.of(
                        AlertKind.RECOVERED,
                        subject,
                        "The breaker of " + model + " (" + operation + ") is closed again.",
                        event.when())
                : null;
    }

    /** Notices that say nothing against the model are events only. */
    private static @Nullable Alert quality(QualityChangedEvent event) {
        if (!event.label().equals("model") && !event.label().equals("relative")) {
            return null;
        }
        return Alert.of(
                event.recovered() ? AlertKind.RECOVERED : AlertKind.QUALITY,
                "quality " + event.model() + " " + event.signal(),
                event.text(),
                event.when());
    }

    private static Alert drill(DrillBeganEvent event) {
        Drill drill = event.drill();
        return Alert.of(
                AlertKind.DRILL,
                "drill " + drill.model(),
                "Drill: " + drill.model() + " is treated as down for " + Math.round(drill.share() * 100)
                        + " % of the calls, for " + drill.left().toSeconds() + " s.",
                event.when());
    }
}
