package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the memory that answers take. Sizes are bytes, or have a unit: 64KB, 64MB, 1GB.
 *
 * @param streamBuffer memory of one stream's chunks that wait for their reader; while it is used up the provider is not
 *     read; default: 256KB
 * @param maxStream size of one streamed answer; a larger one fails; default: 256MB
 * @param maxWhole size of one whole answer; a larger one fails; below 2GB; default: 64MB
 * @param wholeMemory memory of all whole answers under way, as received and as parsed; a call whose answer does not fit
 *     fails, and teaches nothing; default: a quarter of the largest heap
 * @param maxKept memory of what is kept of one stream for resuming it, and of a stream that is held back (mid-stream
 *     buffer); a longer text is not resumed, a longer buffered stream fails; default: 4MB
 * @param slowReaderTimeout how long the reader of a stream may take nothing while the buffer is full; over 0; default: 2m
 * @param staleMemory memory of all answers that are kept to stand in (when-exhausted stale); one answer may take a
 *     sixteenth; 0 keeps none; default: 32MB
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.answers")
record AnswerConfig(
        @Nullable String streamBuffer,
        @Nullable String maxStream,
        @Nullable String maxWhole,
        @Nullable String wholeMemory,
        @Nullable String maxKept,
        @Nullable Duration slowReaderTimeout,
        @Nullable String staleMemory) {}
