package dev.pointsman.micronaut.answer.internal;

import dev.pointsman.micronaut.answer.AnswerMemoryException;
import dev.pointsman.wire.ValueErrors;
import java.time.Duration;

/**
 * Memory limits of answers, each per call unless stated otherwise. Immutable.
 *
 * @param streamBuffer memory in bytes of the unread chunks of one stream; the provider's connection is not read
 *     while it is used up; at least 1
 * @param maxStream size in bytes of a streamed answer, as the provider sends it; at least 1
 * @param maxWhole size in bytes of a whole answer, as the provider sends it; 1 to 2147483647
 * @param wholeMemory memory in bytes of all whole answers in progress together, as received and as parsed; those of up
 *     to 64 KB are not counted; an answer that does not fit ends its call with an {@link AnswerMemoryException}; at
 *     least 1
 * @param maxKept memory in bytes retained of one stream: the text that a resumed answer is compared with, and a
 *     stream that is buffered until it is complete; at least 1
 * @param slowReaderTimeout longest time without a read while the buffer is full; over 0
 */
public record AnswerLimits(
        long streamBuffer, long maxStream, int maxWhole, long wholeMemory, long maxKept, Duration slowReaderTimeout) {

    /** 256 KB, 256 MB, 64 MB, a quarter of the largest heap, 4 MB and 2 minutes. */
    public static final AnswerLimits DEFAULT = new AnswerLimits(
            256L << 10, 256L << 20, 64 << 20, Runtime.getRuntime().maxMemory() / 4, 4L << 20, Duration.ofMinutes(2));

    /** Checks the ranges. */
    public AnswerLimits {
        require("streamBuffer", streamBuffer, streamBuffer > 0);
        require("maxStream", maxStream, maxStream > 0);
        require("maxWhole", maxWhole, maxWhole > 0);
        require("wholeMemory", wholeMemory, wholeMemory > 0);
        require("maxKept", maxKept, maxKept > 0);
        require("slowReaderTimeout", slowReaderTimeout, slowReaderTimeout.compareTo(Duration.ZERO) > 0);
    }

    private static void require(String name, Object value, boolean right) {
        if (!right) {
            throw ValueErrors.wrong(name, value.toString(), "> 0");
        }
    }
}
