package dev.pointsman.micronaut.alert;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Queue of alerts by severity, with rate limits; time is an argument. It keeps only the latest alert per subject, so
 * that its size is bounded, and one alert at a time is being sent. Thread-safe.
 */
final class AlertQueue {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final int MOST_SUBJECTS = 1000;

    private final AlertSettings settings;
    private final Map<String, SubjectState> topics = new LinkedHashMap<>(); // guarded by this
    private final Deque<Long> sendings = new ArrayDeque<>(); // guarded by this; of the last hour
    private long heldBack; // guarded by this

    AlertQueue(AlertSettings settings) {
        this.settings = settings;
    }

    synchronized void offer(Alert alert, long now) {
        boolean wanted = settings.kinds().contains(alert.kind());
        SubjectState topic = topics.get(alert.subject());
        if (topic == null) {
            if (!wanted || alert.kind() == AlertKind.RECOVERED) {
                return;
            }
            if (topics.size() >= MOST_SUBJECTS) {
                heldBack++;
                return;
            }
            topic = new SubjectState();
            topics.put(alert.subject(), topic);
        }
        heldBack += wanted ? topic.offer(alert, settings, now) : topic.passOver(alert.kind());
        if (topic.isEmpty()) {
            topics.remove(alert.subject());
        }
    }

    /** Returns the most severe alert that is due; null if there is none, or if the hourly limit is reached. */
    synchronized @Nullable Alert take(long now) {
        Alert next = topics.values().stream()
                .filter(topic -> topic.waiting() != null && topic.untilDue(now) <= 0)
                .map(SubjectState::waiting)
                .filter(Objects::nonNull)
                .filter(alert -> untilAllowed(alert, now) <= 0)
                .min(Comparator.comparing(Alert::kind))
                .orElse(null);
        SubjectState topic = next == null ? null : topics.get(next.subject());
        if (next == null || topic == null) {
            return null;
        }
        sendings.add(now);
        Alert begun = topic.begin(next, now).after(heldBack);
        heldBack = 0;
        return begun;
    }

    /** Records that a taken alert was delivered. */
    synchronized void arrived(Alert alert) {
        SubjectState topic = topics.get(alert.subject());
        if (topic != null && topic.arrived()) {
            topics.remove(alert.subject());
        }
    }

    /** Records that a taken alert was not delivered. */
    synchronized void failed(Alert alert, long now) {
        SubjectState topic = topics.get(alert.subject());
        sendings.pollLast(); // not delivered, so it does not count towards the hourly limit
        heldBack += alert.heldBack();
        if (topic != null && topic.failed(alert.after(0), settings, now)) {
            heldBack++;
        }
    }

    /** Returns the nanoseconds until an alert may be taken; negative if none is pending. */
    synchronized long untilNext(long now) {
        return topics.values().stream()
                .filter(topic -> topic.waiting() != null)
                .mapToLong(topic ->
                        Math.max(topic.untilDue(now), untilAllowed(Objects.requireNonNull(topic.waiting()), now)))
                .map(wait -> Math.max(0, wait))
                .min()
                .orElse(-1);
    }

    /**
     * Reserves the last third of the hourly limit for alerts that require an operator, so that flapping cannot use it
     * up.
     */
    private long untilAllowed(Alert alert, long now) {
        int limit = alert.kind().compareTo(AlertKind.DEGRADED) < 0
                ? settings.atMost()
                : settings.atMost() - settings.atMost() / 3;
        while (!sendings.isEmpty() && now - sendings.getFirst() >= HOUR) {
            sendings.removeFirst();
        }
        if (sendings.size() < limit) {
            return 0;
        }
        return sendings.stream().skip(sendings.size() - limit).findFirst().orElse(now) + HOUR - now;
    }
}
