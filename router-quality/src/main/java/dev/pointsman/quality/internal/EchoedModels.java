package dev.pointsman.quality.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names that providers give, of their models or of what serves them: notices a name that no answer had before. */
final class EchoedModels {
    private static final int ENOUGH = 50;
    private static final int REPEATED = 5;
    private static final int MOST_NAMES = 64;
    private static final int MOST_MODELS = 1024;

    private final Map<String, Names> models = new HashMap<>();

    /** Adds an echoed name; returns whether it is new for a known model. A single answer under another name is not. */
    boolean add(String model, String echoed) {
        return !echoed.isEmpty()
                && (models.size() < MOST_MODELS || models.containsKey(model))
                && models.computeIfAbsent(model, id -> new Names()).add(echoed);
    }

    void clear() {
        models.clear();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(models.size());
        for (Map.Entry<String, Names> one : models.entrySet()) {
            out.writeUTF(one.getKey());
            out.writeInt(one.getValue().answers);
            out.writeInt(one.getValue().known.size());
            for (String name : one.getValue().known) {
                out.writeUTF(name);
            }
        }
    }

    void read(DataInput in) throws IOException {
        models.clear();
        for (int left = in.readInt(); left > 0; left--) {
            Names names = models.computeIfAbsent(in.readUTF(), id -> new Names());
            names.answers = in.readInt();
            for (int known = in.readInt(); known > 0; known--) {
                names.known.add(in.readUTF());
            }
        }
    }

    private static final class Names {
        private final Set<String> known = new HashSet<>();
        private int answers;
        private String candidate = "";
        private int repeated;

        boolean add(String echoed) {
            answers++;
            if (known.contains(echoed) || known.size() >= MOST_NAMES) {
                return false;
            }
            if (answers <= ENOUGH) {
                known.add(echoed);
                return false;
            }
            repeated = echoed.equals(candidate) ? repeated + 1 : 1;
            candidate = echoed;
            if (repeated < REPEATED) {
                return false;
            }
            known.add(echoed);
            return true;
        }
    }
}
