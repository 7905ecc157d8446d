package dev.pointsman.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Baselines of one pool, by class of call and signal. */
final class PoolTables {
    static final int SHAPES = 8;
    private static final int SIGNALS = QualitySignal.values().length;

    private final List<String> models;
    private final @Nullable ClassTable[] tables = new ClassTable[SHAPES * SIGNALS];
    private final SignalStream[] streams; // by member, then signal

    PoolTables(List<String> models, SignalStream[] streams) {
        this.models = models;
        this.streams = streams;
    }

    List<String> models() {
        return models;
    }

    SignalStream stream(int member, QualitySignal signal) {
        return streams[member * SIGNALS + signal.index()];
    }

    /** Returns the table, created by the first observation. */
    ClassTable table(int shape, QualitySignal signal, long due) {
        int index = shape * SIGNALS + signal.index();
        ClassTable table = tables[index];
        if (table == null) {
            table = new ClassTable(signal, models.size(), due);
            tables[index] = table;
        }
        return table;
    }

    /** Learns one model's baselines of a signal anew. */
    void relearn(int member, QualitySignal signal, long until) {
        for (int shape = 0; shape < SHAPES; shape++) {
            ClassTable table = tables[shape * SIGNALS + signal.index()];
            if (table != null) {
                table.relearn(member, until);
            }
        }
    }

    void write(DataOutput out) throws IOException {
        for (ClassTable table : tables) {
            out.writeBoolean(table != null);
            if (table != null) {
                out.writeLong(table.due());
                table.write(out);
            }
        }
    }

    void read(DataInput in) throws IOException {
        for (int i = 0; i < tables.length; i++) {
            if (in.readBoolean()) {
                QualitySignal signal = QualitySignal.at(i % SIGNALS);
                ClassTable table = new ClassTable(signal, models.size(), in.readLong());
                table.read(in);
                tables[i] = table;
            }
        }
    }
}
