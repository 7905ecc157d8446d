package dev.pointsman.micronaut.answer;

import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.RangeChecks;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mapper from configuration to settings of answers. */
final class AnswerMapper {
    private static final long STALE_MEMORY = 32L << 20;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(b|kb|mb|gb)?");
    private static final String EXPECTED = "a size such as 256KB, 64MB or 1GB, ";

    private AnswerMapper() {}

    static AnswerSettings of(@Nullable AnswerConfig config, ConfigErrors at) {
        return new AnswerSettings(limits(config, at), staleMemory(config, at));
    }

    private static AnswerLimits limits(@Nullable AnswerConfig config, ConfigErrors at) {
        AnswerLimits usual = AnswerLimits.DEFAULT;
        if (config == null) {
            return usual;
        }
        return new AnswerLimits(
                size(config.streamBuffer(), 1, Long.MAX_VALUE, usual.streamBuffer(), at.in("stream-buffer")),
                size(config.maxStream(), 1, Long.MAX_VALUE, usual.maxStream(), at.in("max-stream")),
                (int) size(config.maxWhole(), 1, Integer.MAX_VALUE, usual.maxWhole(), at.in("max-whole")),
                size(config.wholeMemory(), 1, Long.MAX_VALUE, usual.wholeMemory(), at.in("whole-memory")),
                size(config.maxKept(), 1, Long.MAX_VALUE, usual.maxKept(), at.in("max-kept")),
                new RangeChecks(at)
                        .positive("slow-reader-timeout", config.slowReaderTimeout(), usual.slowReaderTimeout()));
    }

    private static long staleMemory(@Nullable AnswerConfig config, ConfigErrors at) {
        String given = config == null ? null : config.staleMemory();
        return size(given, 0, Long.MAX_VALUE, STALE_MEMORY, at.in("stale-memory"));
    }

    private static long size(@Nullable String given, long least, long most, long otherwise, ConfigErrors at) {
        if (given == null) {
            return otherwise;
        }
        Matcher size = SIZE.matcher(given.toLowerCase(Locale.ROOT));
        String expected = EXPECTED + "at least " + least + (most == Integer.MAX_VALUE ? " and below 2GB" : "");
        if (!at.require(size.matches(), given, expected)) {
            return otherwise;
        }
        long bytes = Long.parseLong(size.group(1)) * unit(size.group(2));
        return at.require(bytes >= least && bytes <= most, given, expected) ? bytes : otherwise;
    }

    private static long unit(@Nullable String name) {
        return switch (name == null ? "b" : name) {
            case "kb" -> 1L << 10;
            case "mb" -> 1L << 20;
            case "gb" -> 1L << 30;
            default -> 1;
        };
    }
}
