package dev.pointsman.quality;

/** A change that was noticed and is not over. */
final class Incident {
    private final double since;
    private final long hour;
    private QualityLabel label;
    private Recovery recovery;

    Incident(QualityLabel label, double since, long hour, Recovery recovery) {
        this.label = label;
        this.since = since;
        this.hour = hour;
        this.recovery = recovery;
    }

    QualityLabel label() {
        return label;
    }

    double since() {
        return since;
    }

    long hour() {
        return hour;
    }

    Recovery recovery() {
        return recovery;
    }

    /** Returns whether another alarm says more: the first comparison with peers, or its confirmation by the own past. */
    boolean isRaisedBy(QualityLabel next) {
        return next.weight() > label.weight() && label != QualityLabel.SERVING;
    }

    void raise(QualityLabel next, Recovery again) {
        label = next;
        recovery = again;
    }
}
