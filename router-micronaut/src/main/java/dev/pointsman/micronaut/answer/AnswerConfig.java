package dev.pointsman.micronaut.answer;

import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Memory limits of answers. Sizes are bytes, or have a unit: 64KB, 64MB, 1GB.
 *
 * @param streamBuffer memory of one stream's unread chunks; while it is used up the provider is not read; default:
 *     256KB
 * @param maxStream size of one streamed answer; a larger one fails; default: 256MB
 * @param maxWhole size of one whole answer; a larger one fails; below 2GB; default: 64MB
 * @param wholeMemory memory of all whole answers in progress, as received and as parsed; a call whose answer does not
 *     fit fails without effect on statistics; default: a quarter of the largest heap
 * @param maxKept memory retained of one stream for resuming it, and of a buffered stream (mid-stream buffer); a longer
 *     text is not resumed, a longer buffered stream fails; default: 4MB
 * @param slowReaderTimeout longest time without a read of a stream while its buffer is full; over 0; default: 2m
 * @param staleMemory memory of the stale-response cache (when-exhausted stale); one answer may take a sixteenth; 0
 *     disables it; default: 32MB
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
