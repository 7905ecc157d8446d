package dev.pointsman.quality;

import java.util.Locale;

/** Label of a noticed change. */
public enum QualityLabel {
    /** The model got worse than its peers and than itself. */
    MODEL(3),
    /** The model got worse than its peers, but not than itself. */
    RELATIVE(2),
    /** The model got worse than itself only: the traffic or the application changed, or several models at once. */
    TRAFFIC(1),
    /** The way the model is served changed: its speed, its echoed name, its fingerprint or its answers to probes. */
    SERVING(0);

    private final int weight;

    QualityLabel(int weight) {
        this.weight = weight;
    }

    /** Returns how much it says against the model. */
    int weight() {
        return weight;
    }

    /** The name as in metrics and messages, such as {@code model}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
