package dev.pointsman.quality;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** State of all models and signals at a time, for display. */
final class StatusReport {
    private static final double LEAST_INFORMATION = 0.005;
    private static final double[] RATIOS = {1.5, 2.5, 5, 12};

    private final DriftEngine engine;
    private final Incidents incidents;
    private final List<PoolEntry> pools;
    private final long hour;

    StatusReport(DriftEngine engine, Incidents incidents, List<PoolEntry> pools, long now) {
        this.engine = engine;
        this.incidents = incidents;
        this.pools = pools;
        this.hour = engine.hour(now);
    }

    List<QualityStatus> all() {
        Set<String> models = new LinkedHashSet<>();
        pools.forEach(pool -> models.addAll(pool.models()));
        List<QualityStatus> all = new ArrayList<>();
        for (String model : models) {
            for (QualitySignal signal : QualitySignal.values()) {
                QualityStatus status = of(model, signal);
                if (status != null) {
                    all.add(status);
                }
            }
        }
        return all;
    }

    private @Nullable QualityStatus of(String model, QualitySignal signal) {
        SignalStream stream = engine.stream(model, signal);
        Incident incident = incidents.find(model, signal);
        if (stream == null || (stream.recent().isEmpty() && incident == null)) {
            return null;
        }
        double since = incident == null ? hour - 23 : incident.since();
        List<SignalStream> peers = engine.peersOf(model, signal);
        QualityEstimate before = QualityEstimate.of(signal, stream.baseline());
        return new QualityStatus(
                model,
                signal,
                before,
                QualityEstimate.of(signal, stream.recent().since(since, hour)),
                peers.isEmpty() ? null : Incidents.sum(signal, peers, since, hour),
                comparison(stream),
                incident == null ? null : incident.label(),
                incident == null ? 0 : hour + 0.5 - since,
                stream.peers().progress(),
                stream.own().progress(),
                incident == null ? 0 : incident.recovery().progress(),
                needed(stream, signal, before.mean(), 0.03),
                needed(stream, signal, before.mean(), 0.08));
    }

    private static QualityStatus.Comparison comparison(SignalStream stream) {
        if (stream.information() < LEAST_INFORMATION) {
            return QualityStatus.Comparison.NO_PEERS;
        }
        return stream.isLearning() ? QualityStatus.Comparison.LEARNING : QualityStatus.Comparison.PEERS;
    }

    /**
     * Returns the calls after which a drop is usually noticed: what is missing to an alarm, by the expected growth per
     * call of the best bet. The model's share follows from the variance of its choice.
     */
    private static long needed(SignalStream stream, QualitySignal signal, double before, double drop) {
        double information = stream.information();
        if (information < LEAST_INFORMATION || Double.isNaN(before)) {
            return -1;
        }
        double share = (1 - Math.sqrt(Math.max(0, 1 - 4 * information))) / 2;
        if (signal.isGraded()) {
            double x = share * (1 - share) * Math.max(0, drop - 0.02);
            double variance = share * (1 - share) * 0.07;
            return x == 0 ? -1 : Math.round(stream.peers().missing() * 2 * variance / (x * x) * share);
        }
        double rate = Math.max(1e-3, 1 - before);
        double factor = (rate + drop) / rate;
        double raised = share * factor / (share * factor + 1 - share);
        double allowed = share * 1.3 / (share * 1.3 + 1 - share);
        double best = 0;
        for (double ratio : RATIOS) {
            double norm = 1 - allowed + allowed * ratio;
            best = Math.max(best, raised * Math.log(ratio / norm) - (1 - raised) * Math.log(norm));
        }
        double badPerCall = (rate + drop) + rate * (1 - share) / share;
        return best <= 0 ? -1 : Math.round(stream.peers().missing() / (best * badPerCall));
    }
}
