package dev.pointsman.replay;

import dev.pointsman.replay.simulator.CallArrival;
import dev.pointsman.replay.simulator.Traffic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * Traffic resampled from other traffic: within windows of a few hundred consecutive calls, the calls and the gaps
 * between them are each drawn with replacement. Daily rhythms are kept, short bursts are not.
 *
 * @param calls the other traffic
 */
record ResampledTraffic(Traffic calls) implements Traffic {
    private static final int TOGETHER = 256;

    @Override
    public Iterator<CallArrival> arrivals(long seed, double seconds) {
        return new Drawn(calls.arrivals(seed, seconds), new SplittableRandom(seed));
    }

    @Override
    public double meanOutputTokens() {
        return calls.meanOutputTokens();
    }

    /** One pass over the resampled calls. */
    private static final class Drawn implements Iterator<CallArrival> {
        private final Iterator<CallArrival> original;
        private final SplittableRandom random;
        private final Deque<CallArrival> ready = new ArrayDeque<>(TOGETHER);
        private double seen; // when the last call of the original came
        private double at; // when the last one of these does

        Drawn(Iterator<CallArrival> original, SplittableRandom random) {
            this.original = original;
            this.random = random;
        }

        @Override
        public boolean hasNext() {
            return !ready.isEmpty() || original.hasNext();
        }

        @Override
        public CallArrival next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (ready.isEmpty()) {
                draw();
            }
            return ready.remove();
        }

        private void draw() {
            List<CallArrival> some = new ArrayList<>(TOGETHER);
            List<Double> errors = new ArrayList<>(TOGETHER);
            while (some.size() < TOGETHER && original.hasNext()) {
                CallArrival next = original.next();
                some.add(next);
                errors.add(next.seconds() - seen);
                seen = next.seconds();
            }
            for (int i = 0; i < some.size(); i++) {
                CallArrival call = some.get(random.nextInt(some.size()));
                at += errors.get(random.nextInt(some.size()));
                ready.add(new CallArrival(at, call.inputTokens(), call.outputTokens(), call.streaming(), call.goal()));
            }
        }
    }
}
