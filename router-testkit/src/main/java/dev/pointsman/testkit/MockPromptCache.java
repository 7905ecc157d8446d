package dev.pointsman.testkit;

import dev.pointsman.testkit.internal.protocol.PromptText;
import dev.pointsman.testkit.internal.protocol.ReceivedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prompt cache of a mock provider: hashes of the beginnings, in steps of 128 tokens, of prompts that it has read. Those of a
 * prompt can be read once its first token was due, and until they were not read for the time to live. Thread-safe.
 */
final class MockPromptCache {
    /** No cache: every prompt is read as a whole, in no time. */
    static final MockPromptCache NONE = new MockPromptCache(0, Duration.ZERO, Duration.ZERO);

    private static final int BLOCK = 128;
    private static final int CHARACTERS = 4; // of a token
    private static final int MOST_BLOCKS = 200_000;

    private final int minimum;
    private final Duration timeToLive;
    private final Duration prefill;
    private final Map<Long, Block> blocks = new LinkedHashMap<>(); // guarded by this

    /** The time from which and until which the beginning of a prompt can be read, in nanoseconds. */
    private record Block(long from, long until) {
        boolean isReadable(long now) {
            return now - from >= 0 && until - now > 0;
        }
    }

    /**
     * A cache.
     *
     * @param minimum tokens of the shortest beginning that is cached
     * @param timeToLive the time after which a beginning that is not read expires; zero for no cache
     * @param prefill the time to read a thousand tokens
     */
    MockPromptCache(int minimum, Duration timeToLive, Duration prefill) {
        this.minimum = minimum;
        this.timeToLive = timeToLive;
        this.prefill = prefill;
    }

    MockPromptCache withPrefill(Duration perThousandTokens) {
        return new MockPromptCache(minimum, timeToLive, perThousandTokens);
    }

    MockPromptCache keeping(int minimumTokens, Duration time) {
        return new MockPromptCache(minimumTokens, time, prefill);
    }

    /** Returns an empty cache of the same kind. */
    MockPromptCache copy() {
        return withPrefill(prefill);
    }

    boolean caches() {
        return !timeToLive.isZero();
    }

    /** Returns what is to be read of a prompt of a known length that is not cached. */
    PromptReading uncached(int promptTokens, int toldAsCached) {
        return new PromptReading(promptTokens, toldAsCached, 0, time(promptTokens), List.of());
    }

    /** Returns what is to be read of a call's prompt. */
    PromptReading read(ReceivedCall call, long nowNanos) {
        PromptText prompt = PromptText.of(call.body());
        int tokens = prompt.text().length() / CHARACTERS;
        int length = call.wire().cachesMarkedPromptsOnly()
                ? prompt.markedLength()
                : prompt.text().length();
        int whole = length / CHARACTERS / BLOCK;
        List<Long> hashes = hashes(call.model(), prompt.text(), whole * BLOCK >= minimum ? whole : 0);
        int known = known(hashes, nowNanos) * BLOCK;
        int cached = known >= minimum ? known : 0;
        return new PromptReading(tokens, cached, hashes.size() * BLOCK - cached, time(tokens - cached), hashes);
    }

    /** Keeps a prompt whose first token comes after its prefill. */
    synchronized void keep(PromptReading reading, long nowNanos) {
        long read = nowNanos + reading.prefill().toNanos();
        for (Long hash : reading.blocks()) {
            Block before = blocks.get(hash);
            long from = before != null && before.isReadable(nowNanos) ? before.from() : read;
            blocks.put(hash, new Block(from, read + timeToLive.toNanos()));
            if (blocks.size() > MOST_BLOCKS) {
                blocks.remove(blocks.keySet().iterator().next());
            }
        }
    }

    private synchronized int known(List<Long> hashes, long now) {
        for (int i = 0; i < hashes.size(); i++) {
            Block block = blocks.get(hashes.get(i));
            if (block == null || !block.isReadable(now)) {
                return i;
            }
        }
        return hashes.size();
    }

    private Duration time(int tokens) {
        return Duration.ofNanos(prefill.toNanos() / 1000 * tokens);
    }

    /** Hashes by FNV-1a of the model and each beginning. */
    private static List<Long> hashes(String model, String text, int count) {
        List<Long> hashes = new ArrayList<>(count);
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < model.length(); i++) {
            hash = next(hash, model.charAt(i));
        }
        for (int i = 0; i < count * BLOCK * CHARACTERS; i++) {
            hash = next(hash, text.charAt(i));
            if ((i + 1) % (BLOCK * CHARACTERS) == 0) {
                hashes.add(hash);
            }
        }
        return hashes;
    }

    private static long next(long hash, char character) {
        return (hash ^ character) * 0x100000001b3L;
    }
}
