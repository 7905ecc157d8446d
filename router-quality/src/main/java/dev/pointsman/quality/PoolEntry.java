package dev.pointsman.quality;

import dev.pointsman.model.Model;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pool as the monitor knows it: its models by position, its place in the tests, and what was learned of it. */
final class PoolEntry {
    static final int KINDS = 3; // grades, validity of tool calls, validity of JSON

    private final String name;
    private final List<String> models;
    private final int index;
    private final LearnedQuality learned; // of the thread of the tests
    private final GradeComparison comparison; // of the same thread
    private final TagNames tags = new TagNames();
    private final double[] applied; // the quality last set, by position; of the thread of the tests

    private final double[] appliedInTags; // by place, then position; NaN where none is set

    PoolEntry(String name, List<String> models, int index, LearnedQuality learned, List<Double> configured) {
        this.name = name;
        this.models = models;
        this.index = index;
        this.learned = learned;
        this.comparison = new GradeComparison(models.size(), PoolTables.SHAPES);
        this.applied = configured.stream().mapToDouble(Double::doubleValue).toArray();
        this.appliedInTags = new double[LearnedTags.PLACES * models.size()];
        Arrays.fill(appliedInTags, Double.NaN);
    }

    String name() {
        return name;
    }

    List<String> models() {
        return models;
    }

    /** Returns the index of its tests. */
    int index() {
        return index;
    }

    LearnedQuality learned() {
        return learned;
    }

    GradeComparison comparison() {
        return comparison;
    }

    /** Sets the quality of a position as applied; returns whether it differs by more than a trifle. */
    boolean apply(int position, double quality, double trifle) {
        boolean differs = Math.abs(quality - applied[position]) > trifle;
        if (differs) {
            applied[position] = quality;
        }
        return differs;
    }

    /** Returns the tags that it tells apart. */
    TagNames tags() {
        return tags;
    }

    /** Takes up a tag that calls had since; returns the tag that gave up its place, null if there was none. */
    @Nullable
    String admitTag() {
        String wanted = tags.takeWanted();
        int place = wanted == null ? -1 : learned.tags().vacancy();
        if (wanted == null || place < 0) {
            return null;
        }
        String before = learned.tags().name(place);
        learned.tags().put(place, wanted);
        Arrays.fill(appliedInTags, place * models.size(), (place + 1) * models.size(), Double.NaN);
        publishTags();
        return before;
    }

    /** Lets calls know the tags. */
    void publishTags() {
        tags.replace(learned.tags().all());
    }

    /** Returns the learned qualities of a tag by model, where they are evident; null if none differs from what was set. */
    @Nullable
    Map<String, Double> changedInTag(int place, double trifle) {
        Map<String, Double> all = new LinkedHashMap<>();
        boolean differs = false;
        for (int m = 0; m < models.size(); m++) {
            double quality = learned.isEvident(m, place) ? learned.applied(m, place) : Double.NaN;
            double before = appliedInTags[place * models.size() + m];
            differs |= Double.isNaN(quality) ? !Double.isNaN(before) : !(Math.abs(quality - before) <= trifle);
            if (!Double.isNaN(quality)) {
                all.put(models.get(m), quality);
            }
        }
        if (!differs) {
            return null;
        }
        for (int m = 0; m < models.size(); m++) {
            appliedInTags[place * models.size() + m] = all.getOrDefault(models.get(m), Double.NaN);
        }
        return all;
    }

    /** Returns the class of calls for learned quality: a signal in a class of the tests. */
    static int group(int shape, QualitySignal signal) {
        return shape * KINDS + kind(signal);
    }

    /** Returns the kind of a signal: grades, tool calls, JSON. */
    static int kind(QualitySignal signal) {
        return signal == QualitySignal.GRADES ? 0 : signal == QualitySignal.TOOL_CALLS ? 1 : 2;
    }

    @SuppressWarnings("ReferenceEquality") // an id is usually the same object
    boolean isAt(int position, Model model) {
        String id = position < models.size() ? models.get(position) : "";
        return id == model.id() || id.equals(model.id());
    }
}
