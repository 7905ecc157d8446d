package dev.pointsman.replay.internal.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Uniform sample of a stream (Vitter 1985), deterministic for the same order. */
final class ReservoirSample<T> {
    private final int most;
    private final SplittableRandom random;
    private final List<T> kept = new ArrayList<>();
    private long seen;

    ReservoirSample(int most, long seed) {
        this.most = most;
        this.random = new SplittableRandom(seed);
    }

    void add(T value) {
        seen++;
        if (kept.size() < most) {
            kept.add(value);
            return;
        }
        long place = random.nextLong(seen);
        if (place < most) {
            kept.set((int) place, value);
        }
    }

    List<T> kept() {
        return kept;
    }
}
