package dev.pointsman.micronaut.chat;

import dev.pointsman.wire.ValueErrors;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A free request to a provider that shows whether it can be reached: a GET with the provider's key and headers, made in
 * the background while the circuit breaker of a model of it is open, and at no other time.
 *
 * <p>An answer proves only that the provider can be reached; see {@link dev.pointsman.router.RouterOperations#checked} for
 * its effect. The time between two checks grows with the outage: it is the interval at first, later a tenth of the time
 * since the first one, at most 30 s.
 *
 * @param enabled whether the provider is checked
 * @param path the path after the provider's address; begins with a slash, and holds only letters, digits and {@code
 *     -._~/}
 * @param interval the least time between two checks; at least 100 ms
 */
public record ReachabilityCheck(boolean enabled, String path, Duration interval) {

    private static final Pattern PATHS = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){1,16}");

    /** The shortest interval. */
    public static final Duration SHORTEST = Duration.ofMillis(100);

    /** The list of models, at most every 2 s: free of charge at every provider of these protocols. */
    public static final ReachabilityCheck DEFAULT = new ReachabilityCheck(true, "/models", Duration.ofSeconds(2));

    /** Expected form of a path, for error messages. */
    public static final String PATH = "a path such as /models";

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int SHARE_OF_OUTAGE = 10;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public ReachabilityCheck {
        ValueErrors.that(isPath(path), "check.path", path, PATH);
        ValueErrors.that(interval.compareTo(SHORTEST) >= 0, "check.interval", interval, ">= " + SHORTEST);
    }

    /**
     * Returns whether a text is a valid path.
     *
     * @param path the text
     * @return true if it begins with a slash and has only names
     */
    public static boolean isPath(String path) {
        return path.length() <= 200 && PATHS.matcher(path).matches();
    }

    /**
     * Returns the time to the next check: longer as the outage goes on.
     *
     * @param sinceFirst the time since the first check; at least 0
     * @return the time until the next check
     */
    public Duration pause(Duration sinceFirst) {
        Duration share = sinceFirst.dividedBy(SHARE_OF_OUTAGE);
        Duration longest = interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
        Duration pause = share.compareTo(interval) > 0 ? share : interval;
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
