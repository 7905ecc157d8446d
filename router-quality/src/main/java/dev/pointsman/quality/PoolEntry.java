package dev.pointsman.quality;

import dev.pointsman.model.Model;
import java.util.List;

/** A pool as the monitor knows it: its models by position, its place in the tests, and what was learned of it. */
final class PoolEntry {
    static final int KINDS = 3; // grades, validity of tool calls, validity of JSON

    private final String name;
    private final List<String> models;
    private final int index;
    private final LearnedQuality learned; // of the thread of the tests
    private final GradeComparison comparison; // of the same thread
    private final double[] applied; // the quality last set, by position; of the thread of the tests

    PoolEntry(String name, List<String> models, int index, LearnedQuality learned, List<Double> configured) {
        this.name = name;
        this.models = models;
        this.index = index;
        this.learned = learned;
        this.comparison = new GradeComparison(models.size(), PoolTables.SHAPES);
        this.applied = configured.stream().mapToDouble(Double::doubleValue).toArray();
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

    /** Returns the class of calls for learned quality: a signal in a class of the tests. */
    static int group(int shape, QualitySignal signal) {
        int kind = signal == QualitySignal.GRADES ? 0 : signal == QualitySignal.TOOL_CALLS ? 1 : 2;
        return shape * KINDS + kind;
    }

    @SuppressWarnings("ReferenceEquality") // an id is usually the same object
    boolean isAt(int position, Model model) {
        String id = position < models.size() ? models.get(position) : "";
        return id == model.id() || id.equals(model.id());
    }
}
