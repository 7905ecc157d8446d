package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.event.QualityChangedEvent;
import dev.pointsman.micronaut.event.internal.EventPublisher;
import dev.pointsman.quality.QualityAlarm;
import dev.pointsman.quality.QualityLabel;
import dev.pointsman.quality.QualityMonitor;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices of changed quality: to the log, as events and alerts, and the latest ones for display. Thread-safe. */
@Singleton
@Requires(classes = QualityMonitor.class)
final class QualityNotices implements Consumer<QualityAlarm> {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.quality");
    private static final int KEPT = 50;

    private final EventPublisher events;
    private final Deque<Notice> latest = new ArrayDeque<>(); // guarded by this
    private final Map<QualityLabel, Long> counts = new EnumMap<>(QualityLabel.class); // guarded by this

    QualityNotices(EventPublisher events) {
        this.events = events;
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
        Instant now = Instant.now();
        String text = QualityWords.of(alarm, now);
        synchronized (this) {
            latest.addFirst(new Notice(
                    now, alarm.model(), alarm.signal().toString(), alarm.label().toString(), alarm.recovered(), text));
            if (latest.size() > KEPT) {
                latest.removeLast();
            }
            if (!alarm.recovered()) {
                counts.merge(alarm.label(), 1L, Long::sum);
            }
        }
        if (alarm.label() == QualityLabel.MODEL || alarm.label() == QualityLabel.RELATIVE) {
            LOG.warn("{}", text);
        } else {
            LOG.info("{}", text);
        }
        events.publish(new QualityChangedEvent(
                alarm.model(),
                alarm.signal().toString(),
                alarm.label().toString(),
                alarm.recovered(),
                alarm.ago(),
                text,
                now));
    }

    synchronized List<Notice> latest() {
        return List.copyOf(latest);
    }

    synchronized long count(QualityLabel label) {
        return counts.getOrDefault(label, 0L);
    }
}
