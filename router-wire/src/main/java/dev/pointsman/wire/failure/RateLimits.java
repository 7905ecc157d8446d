package dev.pointsman.wire.failure;

import dev.pointsman.state.RateLimitReading;
import dev.pointsman.state.RateLimitReading.Resource;
import dev.pointsman.wire.failure.FailureReader.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reader of rate-limit headers: remaining amount and time of reset. */
final class RateLimits {
    private static final List<LimitHeaders> RESOURCES =
            Stream.of(Resource.values()).map(LimitHeaders::of).toList();
    private static final int MOST_DIGITS = 15;
    private static final Pattern SPAN = Pattern.compile(
            "(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+(?:\\.\\d+)?)ms)?");

    /** The headers of one resource: OpenAI's, then Anthropic's. */
    private record LimitHeaders(
            Resource resource,
            String limit,
            String left,
            String reset,
            String limitToo,
            String leftToo,
            String resetToo) {

        static LimitHeaders of(Resource resource) {
            String name = resource.name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new LimitHeaders(
                    resource,
                    "x-ratelimit-limit-" + name,
                    "x-ratelimit-remaining-" + name,
                    "x-ratelimit-reset-" + name,
                    "anthropic-ratelimit-" + name + "-limit",
                    "anthropic-ratelimit-" + name + "-remaining",
                    "anthropic-ratelimit-" + name + "-reset");
        }
    }

    private RateLimits() {}

    /**
     * Returns the retry delay after a refusal: Retry-After, or else the reset of the exhausted limits; null if neither
     * is given.
     */
    static @Nullable Duration wait(int status, Headers headers, Instant now) {
        Duration asked = RetryAfter.of(headers, now);
        return asked == null && status == 429 ? longest(headers, now, false) : asked;
    }

    /** Returns the time until an exhausted rate limit resets, after a successful answer; null if none is exhausted. */
    static @Nullable Duration spent(Headers headers, Instant now) {
        return longest(headers, now, true);
    }

    /** Returns what the headers report of each limit, where limit, rest and reset are reported. */
    static List<RateLimitReading> readings(Headers headers, Instant now) {
        List<RateLimitReading> readings = new ArrayList<>();
        for (LimitHeaders resource : RESOURCES) {
            String openAi = headers.get(resource.limit());
            long limit = amount(openAi != null ? openAi : headers.get(resource.limitToo()));
            if (limit > 0) {
                long left = amount(headers.get(openAi != null ? resource.left() : resource.leftToo()));
                String reset = headers.get(openAi != null ? resource.reset() : resource.resetToo());
                Duration resets = time(reset, now);
                if (left >= 0 && resets != null) {
                    readings.add(new RateLimitReading(resource.resource(), limit, Math.min(left, limit), resets));
                }
            }
        }
        return readings;
    }

    /** Returns an amount; negative if there is none. */
    private static long amount(@Nullable String value) {
        String digits = value == null ? "" : value.strip();
        boolean number = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) : -1;
    }

    private static @Nullable Duration time(@Nullable String reset, Instant now) {
        Duration span = span(reset, now);
        return span != null ? span : until(reset, now);
    }

    private static @Nullable Duration longest(Headers headers, Instant now, boolean onlyIfTold) {
        Duration longest = null;
        for (LimitHeaders resource : RESOURCES) {
            Duration reset = reset(headers, resource, now, onlyIfTold);
            if (reset != null && (longest == null || reset.compareTo(longest) > 0)) {
                longest = reset;
            }
        }
        return longest;
    }

    private static @Nullable Duration reset(Headers headers, LimitHeaders resource, Instant now, boolean onlyIfTold) {
        String openAi = headers.get(resource.left());
        String left = openAi != null ? openAi : headers.get(resource.leftToo());
        boolean usedUp = left == null ? !onlyIfTold : left.strip().equals("0");
        if (!usedUp) {
            return null;
        }
        String openAis = headers.get(resource.reset());
        String reset = openAis != null ? openAis : headers.get(resource.resetToo());
        return time(reset, now);
    }

    /**
     * Parses a duration such as {@code 6m0s} or {@code 120ms}; a bare number is seconds, or the time since the epoch.
     */
    static @Nullable Duration span(@Nullable String value, Instant now) {
        if (value == null || value.isBlank()) {
            return null;
        }
        Matcher parts = SPAN.matcher(value.strip());
        if (!parts.matches()) {
            return RetryAfter.seconds(value, now);
        }
        double seconds = number(parts.group(1)) * 86_400
                + number(parts.group(2)) * 3600
                + number(parts.group(3)) * 60
                + number(parts.group(4))
                + number(parts.group(5)) / 1000;
        return RetryAfter.bounded(Duration.ofMillis((long) Math.min(seconds * 1000, 1e15)));
    }

    private static double number(@Nullable String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    private static @Nullable Duration until(@Nullable String date, Instant now) {
        if (date == null) {
            return null;
        }
        try {
            return RetryAfter.bounded(Duration.between(now, Instant.parse(date.strip())));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
