package dev.pointsman.quality;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.quality.internal.AnswerChecks;
import dev.pointsman.quality.internal.AnswerChecks.ToolCalls;
import dev.pointsman.quality.internal.AnswerParts;
import dev.pointsman.quality.internal.ServedNames;
import dev.pointsman.router.ModelRouter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The part of a monitor that one thread runs: takes answers and grades, and feeds the tests and learned quality. */
final class QualityWorker {
    private static final int ANSWERS = 0;
    private static final int GRADES = 1;
    private static final int UNKNOWN = 2;
    private static final int FIRST_INVALID = 3;
    private static final int PERIODS = 6; // per hour
    private static final double NANOS = 1e-9;

    private final QualitySettings settings;
    private final AnswerQueue answers;
    private final AnswerChecks checks = new AnswerChecks();
    private final ServedNames names = new ServedNames();
    private final AtomicLongArray counts = new AtomicLongArray(FIRST_INVALID + ToolCalls.values().length);
    private final Incidents incidents;
    private @Nullable LearnedPools pools;
    private @Nullable AutomaticHolds holds;
    private @Nullable DriftEngine engine;
    private DecisionRing decisions = new DecisionRing(2, 1);
    private long lastPeriod;

    QualityWorker(QualitySettings settings, AnswerQueue answers, Consumer<QualityAlarm> alarms) {
        this.settings = settings;
        this.answers = answers;
        this.incidents = new Incidents(alarms);
    }

    void connect(ModelRouter router, DecisionRing ring, long now) {
        decisions = ring;
        engine = new DriftEngine(settings.drift(router.operations().models().size()), now, this::detected);
        pools = new LearnedPools(settings, router);
        holds = new AutomaticHolds(router);
        lastPeriod = now;
        refreshPools(now);
    }

    void write(long now, DataOutput out) throws IOException {
        SavedState.write(engine(), learned().all(), incidents, now, out);
        names.write(out);
    }

    /** Goes on from a saved state; begins anew if it cannot be read. */
    void read(ModelRouter router, long now, DataInput in) throws IOException {
        try {
            SavedState.read(engine(), learned(), incidents, now, in);
            names.read(in);
            learned().models().filter(incidents::isLowered).forEach(this::hold);
            learned().apply();
        } catch (IOException | RuntimeException e) {
            incidents.clear();
            names.clear();
            connect(router, decisions, now);
            throw new IOException("the saved state cannot be read", e);
        }
    }

    /** Adds new and changed pools; returns whether there was one. */
    boolean refreshPools(long now) {
        return pools != null && pools.refresh(models -> engine().pool(models, now));
    }

    PoolEntry[] pools() {
        return learned().all().toArray(new PoolEntry[0]);
    }

    private DriftEngine engine() {
        return Objects.requireNonNull(engine);
    }

    private LearnedPools learned() {
        return Objects.requireNonNull(pools);
    }

    void process(long now) {
        if (engine == null) {
            return;
        }
        for (AnswerQueue.Slot slot = answers.next(); slot != null; slot = answers.next()) {
            try {
                take(slot, now);
            } finally {
                answers.release(slot);
            }
        }
        learned().admitTags();
        engine.tick(now);
        if (now - lastPeriod >= DriftEngine.HOUR / PERIODS) {
            lastPeriod = now;
            incidents.expire(engine.hour(now));
            learned().period(settings.trialsPerHour() / PERIODS);
        }
    }

    private void take(AnswerQueue.Slot slot, long now) {
        boolean grade = slot.signal == QualitySignal.GRADES;
        Draw draw = decisions.read(grade ? decisions.served(slot.decision) : slot.decision);
        PoolEntry pool = draw == null ? null : learned().of(draw);
        if (draw == null || pool == null) {
            counts.incrementAndGet(UNKNOWN);
        } else if (slot.signal != null) {
            counts.incrementAndGet(grade ? GRADES : ANSWERS);
            observe(pool, draw, slot.signal, losses(slot.signal, slot.loss), now);
        } else if (slot.request != null) {
            counts.incrementAndGet(ANSWERS);
            AnswerParts parts = slot.response == null ? AnswerParts.of(slot.chunks) : AnswerParts.of(slot.response);
            check(pool, draw, slot.request, parts, now);
            String model = pool.models().get(draw.chosen());
            if (names.add(model, slot.request, parts)) {
                long hour = engine().hour(now);
                detected(new Detection(model, QualitySignal.SPEED, QualityLabel.SERVING, hour, hour));
            }
            observeSpeed(model, slot.decision, now);
        }
    }

    private void check(PoolEntry pool, Draw draw, JsonNode request, AnswerParts parts, long now) {
        ToolCalls tools = checks.toolCalls(request, parts);
        counts.incrementAndGet(FIRST_INVALID + tools.index());
        if (tools != ToolCalls.NONE) {
            observe(pool, draw, QualitySignal.TOOL_CALLS, new double[] {tools == ToolCalls.VALID ? 0 : 1}, now);
        }
        Boolean json = checks.json(request, parts);
        if (json != null) {
            observe(pool, draw, QualitySignal.JSON_SCHEMA, new double[] {json ? 0 : 1}, now);
        }
        double end = AnswerChecks.finish(parts.finish());
        observe(pool, draw, QualitySignal.FINISH_REASONS, losses(QualitySignal.FINISH_REASONS, end), now);
    }

    private void observeSpeed(String model, long decision, long now) {
        long perToken = decisions.perToken(decision);
        if (perToken > 0) {
            engine().speed(model, Math.log(perToken * NANOS), now);
        }
    }

    /** Returns the loss of each channel; the value of a finish reason is the number of its channel. */
    private static double[] losses(QualitySignal signal, double value) {
        if (signal != QualitySignal.FINISH_REASONS) {
            return new double[] {value};
        }
        double[] losses = new double[signal.channels()];
        if (value >= 0) {
            losses[(int) value] = 1;
        }
        return losses;
    }

    private void observe(PoolEntry pool, Draw draw, QualitySignal signal, double[] losses, long now) {
        String model = pool.models().get(draw.chosen());
        if (signal != QualitySignal.FINISH_REASONS) {
            learned().add(pool, draw, signal, 1 - losses[0]);
        }
        engine().observe(draw, signal, losses, now);
        double loss = Math.min(1, Arrays.stream(losses).sum());
        if (incidents.observed(model, signal, loss, engine().hour(now), engine()) && !incidents.isLowered(model)) {
            learned().recovered(model);
            Objects.requireNonNull(holds).release(model);
        }
    }

    private void detected(Detection detection) {
        if (!incidents.add(detection, engine())) {
            return;
        }
        Incident incident = incidents.find(detection.model(), detection.signal());
        if (settings.onAlarm() != QualitySettings.OnAlarm.ALERT
                && incident != null
                && Incidents.lowers(detection.signal(), incident.label())) {
            learned().lower(detection.model());
            hold(detection.model());
        }
    }

    private void hold(String model) {
        if (settings.onAlarm() == QualitySettings.OnAlarm.HOLD) {
            Objects.requireNonNull(holds).hold(model);
        }
    }

    List<GradeDifference> differences() {
        return pools == null ? List.of() : pools.differences();
    }

    List<LearnedModel> learnedModels() {
        return pools == null ? List.of() : pools.view();
    }

    List<QualityStatus> status(long now) {
        return engine == null
                ? List.of()
                : new StatusReport(engine, incidents, learned().all(), now).all();
    }

    void accept(String model, @Nullable QualitySignal signal, long now) {
        long hours = Math.max(1, settings.baseline().toHours() / 3);
        for (QualitySignal each : QualitySignal.values()) {
            if (signal == null || signal == each) {
                incidents.close(model, each);
                engine().relearn(model, each, hours, now);
            }
        }
        if (!incidents.isLowered(model)) {
            learned().accepted(model);
            Objects.requireNonNull(holds).release(model);
        }
    }

    void forget(String model) {
        if (!incidents.isLowered(model)) {
            learned().lower(model);
            learned().accepted(model);
        }
    }

    QualityCounts counts() {
        int kinds = FIRST_INVALID;
        return new QualityCounts(
                counts.get(ANSWERS),
                counts.get(GRADES),
                counts.get(UNKNOWN),
                answers.dropped(),
                counts.get(kinds + ToolCalls.BAD_JSON.index()),
                counts.get(kinds + ToolCalls.UNKNOWN_TOOL.index()),
                counts.get(kinds + ToolCalls.SCHEMA_MISMATCH.index()));
    }
}
