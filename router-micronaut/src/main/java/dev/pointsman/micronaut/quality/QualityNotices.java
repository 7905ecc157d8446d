package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.event.QualityChangedEvent;
import dev.pointsman.micronaut.event.internal.EventPublisher;
import dev.pointsman.quality.QualityAlarm;
import dev.pointsman.quality.QualityLabel;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.quality.QualitySettings.OnAlarm;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices of changed quality: to the log, as events and alerts, and the latest ones for display. Thread-safe. */
@Singleton
@Requires(classes = QualityMonitor.class)
final class QualityNotices implements Consumer<QualityAlarm> {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.quality");
    private static final int KEPT = 50;
    private static final String PROBE = "probe";

    private final EventPublisher events;
    private final OnAlarm reaction;
    private final Deque<Notice> latest = new ArrayDeque<>(); // guarded by this
    private final Map<QualityLabel, Long> counts = new EnumMap<>(QualityLabel.class); // guarded by this

    QualityNotices(EventPublisher events, @Nullable QualitySetup setup) {
        this.events = events;
        this.reaction = setup == null ? OnAlarm.ALERT : setup.settings().onAlarm();
    }

    /**
     * A notice as displayed.
     *
     * @param when the time
     * @param model the model's id
     * @param signal the signal
     * @param label the label
     * @param recovered whether the change is over
     * @param text the whole notice in words
     */
    record Notice(Instant when, String model, String signal, String label, boolean recovered, String text) {}

    @Override
    public void accept(QualityAlarm alarm) {
        publish(
                alarm.model(),
                alarm.signal().toString(),
                alarm.label(),
                alarm.recovered(),
                alarm.ago(),
                QualityWords.of(alarm, Instant.now(), reaction));
    }

    private void publish(
            String model, String signal, QualityLabel label, boolean recovered, Duration ago, String text) {
        Instant now = Instant.now();
        synchronized (this) {
            latest.addFirst(new Notice(now, model, signal, label.toString(), recovered, text));
            if (latest.size() > KEPT) {
                latest.removeLast();
            }
            if (!recovered) {
                counts.merge(label, 1L, Long::sum);
            }
        }
        if (label == QualityLabel.MODEL || label == QualityLabel.RELATIVE) {
            LOG.warn("{}", text);
        } else {
            LOG.info("{}", text);
        }
        events.publish(new QualityChangedEvent(model, signal, label.toString(), recovered, ago, text, now));
    }

    /** Takes a notice of the probes of a model: it gave answers that it never gave before. */
    void answersDifferently(String model) {
        probed(
                model,
                "answers probes differently than before, in answers that it never gave. Whether it is worse is not"
                        + " known: compare its valid answers, grades and speed. Done: its learned quality remembers its"
                        + " last 40 grades only, and other prompts are searched.");
    }

    /** Takes a notice of the probes of a model: it gave known answers in other shares. */
    void answersInOtherShares(String model) {
        probed(
                model,
                "gives its known answers to probes in other shares than before; its provider may serve it in another"
                        + " way. Whether it is worse is not known: compare its valid answers, grades and speed. Nothing was done.");
    }

    private void probed(String model, String text) {
        publish(model, PROBE, QualityLabel.SERVING, false, Duration.ZERO, model + ": " + text);
    }

    synchronized List<Notice> latest() {
        return List.copyOf(latest);
    }

    synchronized long count(QualityLabel label) {
        return counts.getOrDefault(label, 0L);
    }
}
