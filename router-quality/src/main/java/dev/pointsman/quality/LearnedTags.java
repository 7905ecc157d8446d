package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Differences of the models of a pool from the mean of single tags: few of them, each in a place of its own. A model
 * in a tag is drawn towards what it is in all calls, and counts by itself from enough grades.
 */
final class LearnedTags {
    /** Tags of a pool at a time. */
    static final int PLACES = 8;

    private static final double LEAST = 100; // grades of a model in a tag
    private static final double LEAST_LOWERED = 40;
    private static final double MEAN_MEMORY = 2000;
    private static final long UNUSED = 10_000; // grades with a tag
    private static final int NUMBERS = 255;

    private final int members;
    private final @Nullable String[] names = new String[PLACES];
    private final long[] numbers = new long[PLACES];
    private final long[] seen = new long[PLACES];
    private final double[] sums; // by place, then member
    private final double[] counts;
    private final double[] sumsBefore; // of lowered models
    private final double[] countsBefore;
    private final double[] means = new double[PLACES * PoolEntry.KINDS];
    private final double[] meanCounts = new double[PLACES * PoolEntry.KINDS];
    private final long[] clock = new long[2]; // grades with a tag so far, and the number given last

    LearnedTags(int members) {
        this.members = members;
        this.sums = new double[PLACES * members];
        this.counts = new double[PLACES * members];
        this.sumsBefore = new double[PLACES * members];
        this.countsBefore = new double[PLACES * members];
    }

    /** Returns the place of a tag by its number; negative if it is not known, or no longer. */
    int placeOf(int number) {
        for (int i = 0; number != 0 && i < PLACES; i++) {
            if (names[i] != null && numbers[i] == number) {
                return i;
            }
        }
        return -1;
    }

    @Nullable
    String name(int place) {
        return names[place];
    }

    /** Returns the tags with their numbers. */
    List<TagNames.Tag> all() {
        List<TagNames.Tag> all = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            String name = names[i];
            if (name != null) {
                all.add(new TagNames.Tag(name, (int) numbers[i]));
            }
        }
        return all;
    }

    /** Returns the place that a new tag may take; negative if all places have tags in use. */
    int vacancy() {
        int oldest = -1;
        for (int i = 0; i < PLACES; i++) {
            if (names[i] == null) {
                return i;
            }
            boolean used = isEvident(i) && clock[0] - seen[i] < UNUSED;
            if (!used && (oldest < 0 || seen[i] < seen[oldest])) {
                oldest = i;
            }
        }
        return oldest;
    }

    private boolean isEvident(int place) {
        return Arrays.stream(counts, place * members, (place + 1) * members).anyMatch(count -> count >= LEAST_LOWERED);
    }

    /** Puts a new tag at a place. */
    void put(int place, String name) {
        do {
            clock[1] = clock[1] % NUMBERS + 1;
        } while (placeOf((int) clock[1]) >= 0);
        names[place] = name;
        numbers[place] = clock[1];
        seen[place] = clock[0];
        for (double[] each : new double[][] {sums, counts, sumsBefore, countsBefore}) {
            Arrays.fill(each, place * members, (place + 1) * members, 0);
        }
        Arrays.fill(means, place * PoolEntry.KINDS, (place + 1) * PoolEntry.KINDS, 0);
        Arrays.fill(meanCounts, place * PoolEntry.KINDS, (place + 1) * PoolEntry.KINDS, 0);
    }

    /** Returns a grade's distance from the mean of its tag, which learns from it; less what the model is above that mean. */
    double residual(int place, int kind, double grade, double difference) {
        clock[0]++;
        seen[place] = clock[0];
        int at = place * PoolEntry.KINDS + kind;
        double n = Math.min(MEAN_MEMORY, ++meanCounts[at]);
        means[at] += (grade - difference - means[at]) / n;
        return grade - means[at];
    }

    /** Adds a residual of a model, with a memory of a number of grades. */
    void add(int place, int member, double residual, double memory) {
        int at = place * members + member;
        if (counts[at] + 1 > memory) {
            sums[at] *= (memory - 1) / counts[at];
            counts[at] = memory - 1;
        }
        sums[at] += residual;
        counts[at]++;
    }

    /** Returns whether a model has enough grades in a tag. */
    boolean isEvident(int place, int member, boolean lowered) {
        return counts[place * members + member] >= (lowered ? LEAST_LOWERED : LEAST);
    }

    /** Returns what a model is above the mean of a tag, drawn towards what it is in all calls. */
    double difference(int place, int member, double inAll, double weight) {
        int at = place * members + member;
        return (weight * inAll + sums[at]) / (weight + counts[at]);
    }

    /** Shortens what is remembered of a model. */
    void lower(int member, double memory, boolean again) {
        for (int at = member; at < counts.length; at += members) {
            if (!again) {
                sumsBefore[at] = sums[at];
                countsBefore[at] = counts[at];
            }
            if (counts[at] > memory) {
                sums[at] *= memory / counts[at];
                counts[at] = memory;
            }
        }
    }

    /** Goes on with what was remembered of a model before it was shortened. */
    void recovered(int member) {
        for (int at = member; at < counts.length; at += members) {
            sums[at] = sumsBefore[at];
            counts[at] = countsBefore[at];
        }
    }

    private void state(StateFormat.Fields fields) throws IOException {
        fields.of(numbers);
        fields.of(seen);
        fields.of(sums);
        fields.of(counts);
        fields.of(sumsBefore);
        fields.of(countsBefore);
        fields.of(means);
        fields.of(meanCounts);
        fields.of(clock);
    }

    void write(DataOutput out) throws IOException {
        for (String name : names) {
            out.writeUTF(name == null ? "" : name);
        }
        state(StateFormat.Fields.to(out));
    }

    void read(DataInput in) throws IOException {
        for (int i = 0; i < PLACES; i++) {
            String name = in.readUTF();
            names[i] = name.isEmpty() ? null : name;
        }
        state(StateFormat.Fields.from(in));
    }
}
