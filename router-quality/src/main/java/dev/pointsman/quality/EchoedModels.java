package dev.pointsman.quality;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names that providers give for their models: notices a name that no answer had before. */
final class EchoedModels {
    private static final int ENOUGH = 50;
    private static final int REPEATED = 5;
    private static final int MOST_NAMES = 64;

    private final Map<String, Names> models = new HashMap<>();

    /** Adds an echoed name; returns whether it is new for a known model. A single answer under another name is not. */
    boolean add(String model, String echoed) {
        return !echoed.isEmpty()
                && models.computeIfAbsent(model, id -> new Names()).add(echoed);
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
