package dev.pointsman.micronaut.answer;

import dev.pointsman.micronaut.answer.internal.AnswerLimits;
import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.RangeChecks;
import dev.pointsman.micronaut.config.SizeValues;
import org.jspecify.annotations.Nullable;

/** Mapper from configuration to settings of answers. */
final class AnswerMapper {
    private static final long STALE_MEMORY = 32L << 20;

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
                SizeValues.of(config.streamBuffer(), 1, Long.MAX_VALUE, usual.streamBuffer(), at.in("stream-buffer")),
                SizeValues.of(config.maxStream(), 1, Long.MAX_VALUE, usual.maxStream(), at.in("max-stream")),
                (int) SizeValues.of(config.maxWhole(), 1, Integer.MAX_VALUE, usual.maxWhole(), at.in("max-whole")),
                SizeValues.of(config.wholeMemory(), 1, Long.MAX_VALUE, usual.wholeMemory(), at.in("whole-memory")),
                SizeValues.of(config.maxKept(), 1, Long.MAX_VALUE, usual.maxKept(), at.in("max-kept")),
                new RangeChecks(at)
                        .positive("slow-reader-timeout", config.slowReaderTimeout(), usual.slowReaderTimeout()));
    }

    private static long staleMemory(@Nullable AnswerConfig config, ConfigErrors at) {
        String given = config == null ? null : config.staleMemory();
        return SizeValues.of(given, 0, Long.MAX_VALUE, STALE_MEMORY, at.in("stale-memory"));
    }
}
