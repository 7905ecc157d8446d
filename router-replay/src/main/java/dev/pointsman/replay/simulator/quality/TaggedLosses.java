package dev.pointsman.replay.simulator.quality;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Losses of grades that depend on the class of a call, which may be its tag; and what calls lose by them. */
final class TaggedLosses {
    private final Shift shift;
    private final boolean tagged;
    private final double from;
    private double regret; // mean losses over those of the best model of each call
    private double seconds;
    private double counted;

    /** Creates losses, with the class of a call as its tag or not, counted from an hour. */
    TaggedLosses(Shift shift, boolean tagged, double from) {
        this.shift = shift;
        this.tagged = tagged;
        this.from = from;
    }

    /** Addition to the loss of the grade of a call. */
    interface Shift {
        double of(int position, int kind, double hour);
    }

    @Nullable
    String tag(int kind) {
        return tagged ? "class-" + kind : null;
    }

    double added(int position, int kind, double hour) {
        return shift.of(position, kind, hour);
    }

    void count(int position, int kind, double hour, double ttft) {
        if (hour < from) {
            return;
        }
        double best = IntStream.range(0, QualityWorld.MODELS_PER_POOL)
                .mapToDouble(i -> shift.of(i, kind, hour))
                .min()
                .orElse(0);
        regret += shift.of(position, kind, hour) - best;
        seconds += ttft;
        counted++;
    }

    /** Returns the mean loss over that of the best model for each call. */
    double meanRegret() {
        return regret / Math.max(1, counted);
    }

    /** Returns the mean seconds to the first token of the same calls. */
    double meanSeconds() {
        return seconds / Math.max(1, counted);
    }
}
