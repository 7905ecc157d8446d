package dev.pointsman.tenant;

import java.time.Duration;
import java.util.Locale;

/** Text of a duration as in configuration, such as 1m for {@code PT1M}. */
final class ShortDuration {
    private ShortDuration() {}

    static String of(Duration duration) {
        return duration.toSeconds() > 0 && duration.toSeconds() % 86_400 == 0 && duration.toNanosPart() == 0
                ? duration.toDays() + "d"
                : duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /** Returns a duration for people, in whole seconds and never less. */
    static String rounded(Duration duration) {
        return of(Duration.ofSeconds(Math.max(1, duration.plusNanos(999_999_999).toSeconds())));
    }
}
