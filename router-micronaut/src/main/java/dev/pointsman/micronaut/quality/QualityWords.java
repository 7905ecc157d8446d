package dev.pointsman.micronaut.quality;

import dev.pointsman.quality.QualityAlarm;
import dev.pointsman.quality.QualityEstimate;
import dev.pointsman.quality.QualitySettings.OnAlarm;
import dev.pointsman.quality.QualitySignal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts of notices: what changed, since when, against what, what it may also be, and what to do. */
final class QualityWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private QualityWords() {}

    static String of(QualityAlarm alarm, Instant now, OnAlarm reaction) {
        if (alarm.signal() == QualitySignal.SPEED) {
            return alarm.model() + ": the way it is served changed since about "
                    + TIME.format(now.minus(alarm.ago()))
                    + ", its speed, the name it gives itself or its fingerprint. This says nothing about its quality.";
        }
        String now95 = estimate(alarm.now(), true);
        String before = estimate(alarm.before(), false);
        String head = alarm.model() + ": " + name(alarm.signal()) + " " + now95 + " since about "
                + TIME.format(now.minus(alarm.ago())) + ", before " + before;
        if (alarm.recovered()) {
            return alarm.model() + ": " + name(alarm.signal())
                    + " as before again. Learned quality has its usual memory.";
        }
        return head
                + switch (alarm.label()) {
                    case MODEL ->
                        "; its " + peers(alarm) + ". " + calls(alarm)
                                + " Such an alarm comes by chance at most once in 30 days over all models. A change of the"
                                + " application that only this model minds looks the same. " + done(reaction);
                    case RELATIVE ->
                        ", which alone would not be a change; its " + peers(alarm) + ". " + calls(alarm)
                                + " It got worse than its peers, or they got better. Nothing was changed.";
                    case TRAFFIC ->
                        ". " + calls(alarm) + " Compared with its own past only, "
                                + (alarm.peers() == null ? "as it has no peers" : "not with its peers")
                                + ": the traffic or the application changed, or several models at once. Nothing was changed.";
                    case SERVING -> ". Nothing was changed.";
                };
    }

    private static String done(OnAlarm reaction) {
        return switch (reaction) {
            case ALERT -> "Done: nothing. Do: force it open, or accept.";
            case LOWER -> "Done: its learned quality follows its last 40 grades. Do: force it open, or accept.";
            case HOLD ->
                "Done: its learned quality follows its last 40 grades, and it gets no calls unless its tier has no other"
                        + " model, or another model of its pool is held. Do: reset, or accept.";
        };
    }

    private static String peers(QualityAlarm alarm) {
        return alarm.peerModels() + (alarm.peerModels() == 1 ? " peer" : " peers") + " in the same time "
                + estimate(alarm.peers(), false);
    }

    private static String calls(QualityAlarm alarm) {
        QualityEstimate now = alarm.now();
        return (now == null ? 0 : now.observations()) + " observations.";
    }

    private static String name(QualitySignal signal) {
        return switch (signal) {
            case TOOL_CALLS -> "valid tool calls";
            case JSON_SCHEMA -> "valid JSON answers";
            case FINISH_REASONS -> "usual ends of answers";
            case GRADES -> "mean grade";
            case SPEED -> "speed";
        };
    }

    static String estimate(@Nullable QualityEstimate estimate, boolean interval) {
        if (estimate == null || Double.isNaN(estimate.mean())) {
            return "unknown";
        }
        String mean = percent(estimate.mean()) + " %";
        return interval ? mean + " [" + percent(estimate.low()) + ", " + percent(estimate.high()) + "]" : mean;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
