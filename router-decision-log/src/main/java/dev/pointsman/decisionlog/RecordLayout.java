package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fields of one type of object in the log, in the order of the record's components.
 *
 * @param <R> the record that the object stands for
 */
final class RecordLayout<R> {
    private final List<LogField<R>> fields;
    private final Map<String, Integer> indices = new HashMap<>();
    private final double[] defaultValue;

    @SafeVarargs
    @SuppressWarnings("varargs") // copied at once
    RecordLayout(LogField<R>... fields) {
        this.fields = List.of(fields);
        this.defaultValue = new double[fields.length];
        for (int i = 0; i < fields.length; i++) {
            indices.put(fields[i].name(), i);
            defaultValue[i] = fields[i].defaultValue();
        }
    }

    void write(R from, JsonGenerator to) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).write(from, to);
        }
    }

    /** Sets numbers to their defaults. */
    void reset(double[] numbers) {
        System.arraycopy(defaultValue, 0, numbers, 0, defaultValue.length);
    }

    int size() {
        return fields.size();
    }

    LogField<R> field(int index) {
        return fields.get(index);
    }

    /** Returns the index of a field; negative if it is unknown. */
    int index(String name) {
        return indices.getOrDefault(name, -1);
    }
}
