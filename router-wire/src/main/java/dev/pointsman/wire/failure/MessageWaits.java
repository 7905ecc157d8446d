package dev.pointsman.wire.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parser of the retry delay in a rate-limit message, such as {@code Please try again in 6m0s}. */
final class MessageWaits {
    private static final int LONGEST_MESSAGE = 4000;

    private static final Pattern WAIT = Pattern.compile(
            "(?:try again|retry|wait) (?:in|after|for) (\\d[\\dhms.]*)(?: ?(milliseconds?|seconds?|minutes?|hours?))?");

    private MessageWaits() {}

    /** Returns the delay; null if the message names none. */
    static @Nullable Duration of(String message, Instant now) {
        String bounded = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
        Matcher found = WAIT.matcher(bounded.toLowerCase(Locale.ROOT));
        if (!found.find()) {
            return null;
        }
        String span = found.group(1).replaceAll("\\.$", "");
        return RateLimits.span(span + unit(found.group(2)), now);
    }

    private static String unit(@Nullable String word) {
        if (word == null) {
            return "";
        }
        return word.startsWith("milli") ? "ms" : word.substring(0, 1);
    }
}
