package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes that were noticed, one at a time for each model and signal, until they are over or accepted. */
final class Incidents {
    private static final long CONFIRMED_WITHIN = 168;
    private static final long TRAFFIC_HOURS = 168;

    private final Map<Key, Incident> open = new HashMap<>();
    private final Consumer<QualityAlarm> alarms;

    Incidents(Consumer<QualityAlarm> alarms) {
        this.alarms = alarms;
    }

    private record Key(String model, QualitySignal signal) {}

    @Nullable
    Incident find(String model, QualitySignal signal) {
        return open.get(new Key(model, signal));
    }

    /** Adds an alarm of a test; returns whether it says more than what was known. */
    boolean add(Detection detection, DriftEngine engine) {
        Key key = new Key(detection.model(), detection.signal());
        Incident known = open.get(key);
        QualityLabel label = detection.label();
        if (known != null && label == QualityLabel.TRAFFIC && known.label() == QualityLabel.RELATIVE) {
            label = detection.hour() - known.hour() <= CONFIRMED_WITHIN ? QualityLabel.MODEL : label;
        }
        if (known != null && !known.isRaisedBy(label)) {
            return false;
        }
        double since = known == null ? detection.since() : Math.min(known.since(), detection.since());
        Recovery recovery = recovery(engine, detection, since);
        if (known == null) {
            open.put(key, new Incident(label, since, detection.hour(), recovery));
        } else {
            known.raise(label, recovery);
        }
        alarms.accept(alarm(key, label, false, since, detection.hour(), engine));
        return true;
    }

    private static Recovery recovery(DriftEngine engine, Detection detection, double since) {
        SignalStream stream = Objects.requireNonNull(engine.stream(detection.model(), detection.signal()));
        double[] during = stream.recent().since(since, detection.hour());
        double[] before = stream.baseline();
        return new Recovery(during[1], during[0], before[0] == 0 ? 0 : before[1] / before[0], detection.hour());
    }

    /** Adds an outcome of a model; returns true if it ends the change. */
    boolean observed(String model, QualitySignal signal, double loss, long hour, DriftEngine engine) {
        Key key = new Key(model, signal);
        Incident incident = open.get(key);
        if (incident == null
                || incident.label() == QualityLabel.SERVING
                || !incident.recovery().add(loss, hour)) {
            return false;
        }
        open.remove(key);
        alarms.accept(alarm(key, incident.label(), true, incident.since(), hour, engine));
        return true;
    }

    /** Forgets notices that no comparison with peers has confirmed in a week. */
    void expire(long hour) {
        Iterator<Incident> all = open.values().iterator();
        while (all.hasNext()) {
            Incident incident = all.next();
            if (incident.label().weight() <= QualityLabel.TRAFFIC.weight() && hour - incident.hour() > TRAFFIC_HOURS) {
                all.remove();
            }
        }
    }

    /** Ends the incidents of a model without a notice; returns whether there was one. */
    boolean close(String model, QualitySignal signal) {
        return open.remove(new Key(model, signal)) != null;
    }

    /** Returns whether a model has an open incident that lowers its quality. */
    boolean isLowered(String model) {
        return open.entrySet().stream()
                .anyMatch(entry -> entry.getKey().model().equals(model)
                        && lowers(entry.getKey().signal(), entry.getValue().label()));
    }

    static boolean lowers(QualitySignal signal, QualityLabel label) {
        return label == QualityLabel.MODEL && signal != QualitySignal.SPEED && signal != QualitySignal.FINISH_REASONS;
    }

    private static QualityAlarm alarm(
            Key key, QualityLabel label, boolean over, double since, long hour, DriftEngine engine) {
        Duration ago = Duration.ofMinutes(Math.max(0, Math.round((hour + 0.5 - since) * 60)));
        if (key.signal() == QualitySignal.SPEED) {
            return new QualityAlarm(key.model(), key.signal(), label, over, ago, null, null, null, 0);
        }
        List<SignalStream> peers = new ArrayList<>(engine.peersOf(key.model(), key.signal()));
        SignalStream stream = Objects.requireNonNull(engine.stream(key.model(), key.signal()));
        return new QualityAlarm(
                key.model(),
                key.signal(),
                label,
                over,
                ago,
                QualityEstimate.of(key.signal(), stream.baseline()),
                QualityEstimate.of(key.signal(), stream.recent().since(since, hour)),
                peers.isEmpty() ? null : sum(key.signal(), peers, since, hour),
                peers.size());
    }

    static QualityEstimate sum(QualitySignal signal, List<SignalStream> streams, double since, long hour) {
        double[] all = new double[3];
        for (SignalStream stream : streams) {
            double[] one = stream.recent().since(since, hour);
            for (int i = 0; i < all.length; i++) {
                all[i] += one[i];
            }
        }
        return QualityEstimate.of(signal, all);
    }

    void clear() {
        open.clear();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(open.size());
        for (Map.Entry<Key, Incident> one : open.entrySet()) {
            out.writeUTF(one.getKey().model());
            out.writeUTF(one.getKey().signal().name());
            out.writeUTF(one.getValue().label().name());
            out.writeDouble(one.getValue().since());
            out.writeLong(one.getValue().hour());
        }
    }

    /** Reads open changes; the evidence that they are over begins anew. */
    void read(DataInput in, DriftEngine engine, long now) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            String model = in.readUTF();
            QualitySignal signal = QualitySignal.valueOf(in.readUTF());
            QualityLabel label = QualityLabel.valueOf(in.readUTF());
            double since = in.readDouble();
            long hour = in.readLong();
            if (engine.stream(model, signal) != null) {
                Recovery recovery = recovery(engine, new Detection(model, signal, label, since, now), since);
                open.put(new Key(model, signal), new Incident(label, since, hour, recovery));
            }
        }
    }
}
