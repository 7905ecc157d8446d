package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Saved state of a monitor: baselines, evidence, learned quality and open changes. Times are hours of the monitor, which
 * stand still while it is not running. Models and pools that exist no longer are skipped.
 */
final class SavedState {
    private static final int VERSION = 2; // 1: without tags

    private SavedState() {}

    static void write(DriftEngine engine, List<PoolEntry> pools, Incidents incidents, long now, DataOutput out)
            throws IOException {
        out.writeInt(VERSION);
        out.writeLong(engine.hour(now));
        out.writeInt(engine.streams().size());
        for (Map.Entry<String, SignalStream[]> one : engine.streams().entrySet()) {
            out.writeUTF(one.getKey());
            for (SignalStream stream : one.getValue()) {
                stream.write(out);
            }
        }
        out.writeInt(engine.speeds().size());
        for (Map.Entry<String, SpeedDrift> one : engine.speeds().entrySet()) {
            out.writeUTF(one.getKey());
            out.writeLong(one.getValue().start());
            out.writeLong(one.getValue().due());
            one.getValue().write(out);
        }
        out.writeInt(pools.size());
        for (PoolEntry pool : pools) {
            out.writeUTF(pool.name());
            out.writeInt(pool.models().size());
            for (String model : pool.models()) {
                out.writeUTF(model);
            }
            engine.tables(pool.index()).write(out);
            pool.learned().write(out);
            pool.comparison().write(out);
            pool.learned().tags().write(out);
        }
        incidents.write(out);
    }

    /** Reads a state into an engine and pools that have observed nothing yet. */
    static void read(DriftEngine engine, LearnedPools pools, Incidents incidents, long now, DataInput in)
            throws IOException {
        int version = in.readInt();
        if (version < 1 || version > VERSION) {
            throw new IOException("version: " + version + " (expected: 1 to " + VERSION + ")");
        }
        long hour = in.readLong();
        engine.resume(hour, now);
        for (int left = in.readInt(); left > 0; left--) {
            String model = in.readUTF();
            SignalStream[] streams = engine.streams().get(model);
            for (SignalStream stream : streams == null ? engine.newStreams(hour) : streams) {
                stream.read(in);
            }
        }
        for (int left = in.readInt(); left > 0; left--) {
            String model = in.readUTF();
            SpeedDrift drift = engine.newSpeed(in.readLong(), in.readLong());
            drift.read(in);
            if (engine.streams().containsKey(model)) {
                engine.speeds().put(model, drift);
            }
        }
        for (int left = in.readInt(); left > 0; left--) {
            readPool(engine, pools, version, in);
        }
        incidents.read(in, engine, hour);
    }

    private static void readPool(DriftEngine engine, LearnedPools pools, int version, DataInput in) throws IOException {
        String name = in.readUTF();
        List<String> models = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            models.add(in.readUTF());
        }
        PoolEntry same = pools.all().stream()
                .filter(pool -> pool.name().equals(name) && pool.models().equals(models))
                .findFirst()
                .orElse(null);
        if (same == null) {
            new PoolTables(models, new SignalStream[0]).read(in);
            pools.unused(models.size()).read(in);
            new GradeComparison(models.size(), PoolTables.SHAPES).read(in);
            if (version > 1) {
                new LearnedTags(models.size()).read(in);
            }
        } else {
            engine.tables(same.index()).read(in);
            same.learned().read(in);
            same.comparison().read(in);
            if (version > 1) {
                same.learned().tags().read(in);
                same.publishTags();
            }
        }
    }
}
