package dev.pointsman.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The simple values of one kind of object in the log, in the order of the components of its record.
 *
 * @param <R> the record that the object stands for
 */
final class RecordLayout<R> {
    private final List<LogField<R>> fields;
    private final Map<String, Integer> places = new HashMap<>();
    private final double[] otherwise;

    @SafeVarargs
    @SuppressWarnings("varargs") // copied at once
    RecordLayout(LogField<R>... fields) {
        this.fields = List.of(fields);
        this.otherwise = new double[fields.length];
        for (int i = 0; i < fields.length; i++) {
            places.put(fields[i].name(), i);
            otherwise[i] = fields[i].otherwise();
        }
    }

    void write(R from, JsonGenerator to) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).write(from, to);
        }
    }

    /** Sets the numbers of a row to what they are if nothing is said. */
    void reset(double[] numbers) {
        System.arraycopy(otherwise, 0, numbers, 0, otherwise.length);
    }

    int size() {
        return fields.size();
    }

    LogField<R> field(int place) {
        return fields.get(place);
    }

    /** Where a field stands; negative if there is none of that name. */
    int place(String name) {
        return places.getOrDefault(name, -1);
    }
}
