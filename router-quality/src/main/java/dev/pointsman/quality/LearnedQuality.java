package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learned quality of the models of one pool: the configured one, moved by grades. A grade counts by what it is above or
 * below the mean of its class of calls, so that a model with harder calls does not look worse.
 */
final class LearnedQuality {
    private static final int LAST = 40;
    private static final double PRIOR_AFTER_ALARM = 20;
    private static final double CLASS_MEMORY = 2000;
    private static final double LIFT_STEP = 0.02;

    private final double[] configured;
    private final double base;
    private final double prior;
    private final double memory;
    private final double[] sums;
    private final double[] counts;
    private final double[] sumsBefore; // of lowered models
    private final double[] countsBefore;
    private final float[] latest; // residuals by member, as rings
    private final int[] seen;
    private final boolean[] lowered;
    private final double[] lift;
    private final double[] recent; // observations in this period
    private final double[] classMeans;
    private final double[] classCounts;
    private final double[] level = new double[2]; // the mean grade, and the number of grades
    private final LearnedTags tags;

    LearnedQuality(List<Double> configured, double prior, double memory, int classes) {
        int members = configured.size();
        this.configured = configured.stream().mapToDouble(Double::doubleValue).toArray();
        this.base = Arrays.stream(this.configured).average().orElse(1);
        this.level[0] = base;
        this.prior = prior;
        this.memory = memory;
        this.sums = new double[members];
        this.counts = new double[members];
        this.sumsBefore = new double[members];
        this.countsBefore = new double[members];
        this.latest = new float[members * LAST];
        this.seen = new int[members];
        this.lowered = new boolean[members];
        this.lift = new double[members];
        this.recent = new double[members];
        this.classMeans = new double[classes];
        this.classCounts = new double[classes];
        this.tags = new LearnedTags(members);
    }

    /** Adds a grade of a model's answer in a class of calls. */
    void add(int member, int group, double grade) {
        double difference = difference(member);
        double n = Math.min(CLASS_MEMORY, ++classCounts[group]);
        classMeans[group] += (grade - difference - classMeans[group]) / n;
        add(member, grade - classMeans[group], grade - difference);
    }

    /** Adds a grade of a model's answer to a call with a tag, by the kind of the grade. */
    void addTagged(int member, int place, int kind, double grade) {
        double difference = difference(member, place);
        double residual = tags.residual(place, kind, grade, difference);
        tags.add(place, member, residual, limit(member));
        add(member, residual, grade - difference);
    }

    private void add(int member, double residual, double typical) {
        double limit = limit(member);
        if (counts[member] + 1 > limit) {
            double kept = (limit - 1) / counts[member];
            sums[member] *= kept;
            counts[member] = limit - 1;
        }
        sums[member] += residual;
        counts[member]++;
        latest[member * LAST + seen[member] % LAST] = (float) residual;
        seen[member]++;
        recent[member]++;
        level[1] = Math.min(CLASS_MEMORY, level[1] + 1);
        level[0] += (typical - level[0]) / (prior + level[1]);
    }

    private double limit(int member) {
        return lowered[member] ? Math.min(LAST, memory) : memory;
    }

    private double weight(int member) {
        return lowered[member] ? Math.min(PRIOR_AFTER_ALARM, prior) : prior;
    }

    LearnedTags tags() {
        return tags;
    }

    /** Returns the quality of a model in the tags where it is one of its own. */
    Map<String, Double> inTags(int member) {
        Map<String, Double> all = new HashMap<>();
        for (int place = 0; place < LearnedTags.PLACES; place++) {
            String tag = tags.name(place);
            if (tag != null && isEvident(member, place)) {
                all.put(tag, quality(member, place));
            }
        }
        return all;
    }

    /** Returns whether a model's quality in a tag is one of its own. */
    boolean isEvident(int member, int place) {
        return tags.isEvident(place, member, lowered[member]);
    }

    /** Returns what a model is above or below the mean of its pool. */
    double difference(int member) {
        double weight = weight(member);
        return (weight * (configured[member] - base) + sums[member]) / (weight + counts[member]);
    }

    private double difference(int member, int place) {
        double inAll = difference(member);
        return isEvident(member, place) ? tags.difference(place, member, inAll, weight(member)) : inAll;
    }

    /** Returns the quality of a model as learned. */
    double quality(int member) {
        return bounded(member, level[0] + difference(member));
    }

    /** Returns the quality of a model in a tag as learned. */
    double quality(int member, int place) {
        return bounded(member, level[0] + difference(member, place));
    }

    /** Returns the quality to apply: as learned, and for a lowered model that gets too few calls a little above. */
    double applied(int member) {
        return applied(member, quality(member));
    }

    /** Returns the same in a tag. */
    double applied(int member, int place) {
        return applied(member, quality(member, place));
    }

    private double applied(int member, double learned) {
        double most = Math.max(learned, bounded(member, level[0] + configured[member] - base));
        return lowered[member] ? Math.min(most, learned + lift[member]) : learned;
    }

    private double bounded(int member, double value) {
        return Math.max(configured[member] / 2, Math.min(1, value));
    }

    /** Forgets all but the latest grades of a model, and follows it faster until it has recovered. */
    void lower(int member) {
        tags.lower(member, Math.min(LAST, memory), lowered[member]);
        if (!lowered[member]) {
            sumsBefore[member] = sums[member];
            countsBefore[member] = counts[member];
        }
        lowered[member] = true;
        int n = Math.min(LAST, seen[member]);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += latest[member * LAST + Math.floorMod(seen[member] - 1 - i, LAST)];
        }
        sums[member] = sum;
        counts[member] = n;
        lift[member] = 0;
    }

    /** Follows a model as before its alarm, from what had been learned until then. */
    void recovered(int member) {
        if (lowered[member]) {
            lowered[member] = false;
            lift[member] = 0;
            sums[member] = sumsBefore[member];
            counts[member] = countsBefore[member];
            tags.recovered(member);
        }
    }

    /** Gives a model its usual memory, and keeps what was learned since its alarm. */
    void accepted(int member) {
        lowered[member] = false;
        lift[member] = 0;
    }

    boolean isLowered(int member) {
        return lowered[member];
    }

    /** Ends a period: a lowered model that had fewer observations than wanted gets more calls in the next. */
    void period(double wanted) {
        for (int m = 0; m < lift.length; m++) {
            if (lowered[m]) {
                lift[m] = Math.max(0, Math.min(1, lift[m] + (recent[m] < wanted ? LIFT_STEP : -LIFT_STEP)));
            }
            recent[m] = 0;
        }
    }

    /** Returns the mean grade of a class of calls; that of the configured qualities before the first grade. */
    double classMean(int group) {
        return classCounts[group] == 0 ? base : classMeans[group];
    }

    double configured(int member) {
        return configured[member];
    }

    double observations(int member) {
        return counts[member];
    }

    private void state(StateFormat.Fields fields) throws IOException {
        fields.of(configured.clone()); // what was learned relative to another one stays relative to it
        fields.of(sums);
        fields.of(counts);
        fields.of(sumsBefore);
        fields.of(countsBefore);
        fields.of(latest);
        fields.of(lowered);
        fields.of(classMeans);
        fields.of(classCounts);
        fields.of(level);
    }

    void write(DataOutput out) throws IOException {
        state(StateFormat.Fields.to(out));
    }

    void read(DataInput in) throws IOException {
        state(StateFormat.Fields.from(in));
        Arrays.fill(seen, LAST);
    }
}
