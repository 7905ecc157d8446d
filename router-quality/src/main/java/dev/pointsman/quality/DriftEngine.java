package dev.pointsman.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tests of all models and signals, fed with one observation after the other. Time is an argument; not thread-safe.
 *
 * <p>The comparison with peers weighs each observation by the probabilities of its draw; the comparison with the own
 * past is a second opinion, which decides about the label only.
 */
final class DriftEngine {
    static final long HOUR = 3_600_000_000_000L;
    private static final long CONFIRMED_WITHIN = 168;
    private static final int SIGNALS = QualitySignal.values().length;

    private final DriftSettings settings;
    private long origin;
    private final Consumer<Detection> alarms;
    private final Map<String, SignalStream[]> streams = new LinkedHashMap<>();
    private final Map<String, SpeedDrift> speeds = new HashMap<>();
    private final List<PoolTables> pools = new ArrayList<>();
    private final SessionWindow sessions;

    /** Creates the engine at a time, in nanoseconds of any origin. */
    DriftEngine(DriftSettings settings, long origin, Consumer<Detection> alarms) {
        this.settings = settings;
        this.origin = origin;
        this.alarms = alarms;
        this.sessions = new SessionWindow(settings.sessionIdleNanos());
    }

    /** Adds a pool; a model in several pools has one stream for all of them. Returns the index of the pool. */
    int pool(List<String> models, long now) {
        SignalStream[] all = new SignalStream[models.size() * SIGNALS];
        for (int m = 0; m < models.size(); m++) {
            SignalStream[] own = streams.computeIfAbsent(models.get(m), id -> newStreams(hour(now)));
            System.arraycopy(own, 0, all, m * SIGNALS, SIGNALS);
        }
        pools.add(new PoolTables(List.copyOf(models), all));
        return pools.size() - 1;
    }

    SignalStream[] newStreams(long hour) {
        SignalStream[] all = new SignalStream[SIGNALS];
        for (QualitySignal signal : QualitySignal.values()) {
            all[signal.index()] = new SignalStream(signal, settings.threshold(), hour);
        }
        return all;
    }

    long hour(long now) {
        return Math.floorDiv(now - origin, HOUR);
    }

    /** Observes an answer: for each channel of the signal 1 if it was bad, 0 if not, or the loss of its grade. */
    void observe(Draw draw, QualitySignal signal, double[] losses, long now) {
        if (!draw.isFirst()) {
            return;
        }
        if (draw.session() == 0) {
            apply(draw, signal, losses, hour(now));
        } else {
            sessions.add(draw, signal, losses, now);
        }
        tick(now);
    }

    /** Observes the sessions that have ended by now. */
    void tick(long now) {
        for (SessionWindow.Ended ended : sessions.ended(now)) {
            apply(ended.draw(), ended.signal(), ended.losses(), hour(now));
        }
    }

    /** Observes the logarithm of the seconds per output token of an answer. */
    void speed(String model, double logarithm, long now) {
        long hour = hour(now);
        SpeedDrift drift = speeds.computeIfAbsent(model, id -> newSpeed(hour, hour + settings.baselineHours()));
        if (drift.add(logarithm, hour)) {
            alarms.accept(new Detection(model, QualitySignal.SPEED, QualityLabel.SERVING, hour - 12.0, hour));
        }
    }

    private void apply(Draw draw, QualitySignal signal, double[] losses, long hour) {
        PoolTables pool = pools.get(draw.pool());
        ClassTable table = pool.table(draw.shape(), signal, hour + settings.baselineHours());
        table.refresh(hour);
        SignalStream stream = pool.stream(draw.chosen(), signal);
        double loss = 0;
        boolean learning = false;
        for (int channel = 0; channel < losses.length; channel++) {
            OwnBaseline own = table.own(draw.chosen(), channel);
            learning |= !own.isFrozen();
            compareWithPast(own, stream, channel, losses[channel], hour);
            compareWithPeers(pool, table.peers(channel), draw, signal, channel, losses[channel], hour);
            loss += losses[channel];
        }
        stream.show(Math.min(1, loss), learning, draw.information(draw.chosen()), hour);
        if (stream.own().isAlarm()) {
            ownAlarm(pool.models().get(draw.chosen()), signal, stream, hour);
        }
        for (int m = 0; m < table.members(); m++) {
            SignalStream compared = pool.stream(m, signal);
            if (compared.peers().isAlarm()) {
                peerAlarm(pool.models().get(m), signal, compared, hour);
            }
        }
    }

    private static void compareWithPast(OwnBaseline own, SignalStream stream, int channel, double loss, long hour) {
        stream.own().advance(hour);
        if (own.isFrozen()) {
            for (int k = 0; k < OwnBaseline.BETS; k++) {
                stream.own().multiply(channel * OwnBaseline.BETS + k, own.factor(k, loss));
            }
        } else {
            own.add(loss);
        }
    }

    private static void compareWithPeers(
            PoolTables pool, PeerTest test, Draw draw, QualitySignal signal, int channel, double loss, long hour) {
        if (!test.isFrozen()) {
            test.learn(draw, loss);
            return;
        }
        if (test.begin(draw, loss)) {
            for (int m = 0; m < pool.models().size(); m++) {
                EDetector detector = pool.stream(m, signal).peers();
                detector.advance(hour);
                for (int k = 0; k < OwnBaseline.BETS; k++) {
                    detector.multiply(channel * OwnBaseline.BETS + k, test.factor(m, k));
                }
            }
        }
        test.end(draw, loss);
    }

    private void ownAlarm(String model, QualitySignal signal, SignalStream stream, long hour) {
        double since = stream.own().since();
        stream.ownAlarm(hour);
        alarms.accept(new Detection(model, signal, QualityLabel.TRAFFIC, since, hour));
    }

    private void peerAlarm(String model, QualitySignal signal, SignalStream stream, long hour) {
        double since = stream.peers().since();
        stream.peers().reset(hour);
        QualityLabel label = stream.confirms(hour, CONFIRMED_WITHIN) ? QualityLabel.MODEL : QualityLabel.RELATIVE;
        alarms.accept(new Detection(model, signal, label, since, hour));
    }

    /** Goes on at an hour, before the first observation. */
    void resume(long hour, long now) {
        origin = now - hour * HOUR;
    }

    Map<String, SignalStream[]> streams() {
        return streams;
    }

    Map<String, SpeedDrift> speeds() {
        return speeds;
    }

    PoolTables tables(int pool) {
        return pools.get(pool);
    }

    SpeedDrift newSpeed(long start, long due) {
        return new SpeedDrift(start, due, settings.streams() / settings.falseAlarms());
    }

    /** Returns the stream of a model; null if the model is in no pool. */
    @Nullable
    SignalStream stream(String model, QualitySignal signal) {
        SignalStream[] all = streams.get(model);
        return all == null ? null : all[signal.index()];
    }

    /** Returns the streams of the other models of all pools that a model is in. */
    List<SignalStream> peersOf(String model, QualitySignal signal) {
        return pools.stream()
                .filter(pool -> pool.models().contains(model))
                .flatMap(pool -> pool.models().stream())
                .filter(other -> !other.equals(model))
                .distinct()
                .map(other -> Objects.requireNonNull(stream(other, signal)))
                .toList();
    }

    @Nullable
    SpeedDrift speed(String model) {
        return speeds.get(model);
    }

    /** Discards the baselines and the evidence of a model, and learns new ones for a number of hours. */
    void relearn(String model, QualitySignal signal, long hours, long now) {
        long hour = hour(now);
        for (PoolTables pool : pools) {
            int member = pool.models().indexOf(model);
            if (member >= 0) {
                pool.relearn(member, signal, hour + hours);
                pool.stream(member, signal).restart(hour);
            }
        }
        if (signal == QualitySignal.SPEED) {
            speeds.remove(model);
        }
    }
}
