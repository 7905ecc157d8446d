package dev.pointsman.file;

import dev.pointsman.state.UsageRecordStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.h2.mvstore.MVMap;

/** Sums of reports in a file. Used by the file's thread. */
final class FileUsageRecordStore implements UsageRecordStore {
    private static final String ROW = "\u0001"; // between a group and a row

    private final MVMap<String, double[]> sums;
    private final MVMap<String, Long> expiries; // by group
    private final FileWorker worker;
    private final Clock clock;
    private final Map<String, Long> numbers = new HashMap<>(); // the last one of each holder

    FileUsageRecordStore(MVMap<String, double[]> sums, MVMap<String, Long> expiries, FileWorker worker, Clock clock) {
        this.sums = sums;
        this.expiries = expiries;
        this.worker = worker;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> add(Batch batch) {
        return worker.submit(() -> {
            Long last = numbers.put(batch.holder(), batch.number());
            if (last == null || batch.number() > last) {
                book(batch);
            }
            return null;
        });
    }

    /** Adds a batch, whatever its number; on the file's thread. */
    void book(Batch batch) {
        if (expiries.put(batch.group(), clock.millis() + batch.life().toMillis()) == null) {
            removeExpired();
        }
        batch.sums().forEach((row, amounts) -> add(batch.group() + ROW + row, amounts));
    }

    private void add(String name, double[] amounts) {
        double[] known = sums.get(name);
        double[] all = known == null
                ? amounts.clone()
                : Arrays.copyOf(known, Math.max(known.length, amounts.length)); // arrays in the map never change
        for (int i = 0; known != null && i < amounts.length; i++) {
            all[i] += amounts[i];
        }
        sums.put(name, all);
    }

    private void removeExpired() {
        for (String group : expiries.keySet().stream().toList()) {
            Long expiry = expiries.get(group);
            if (expiry == null || expiry <= clock.millis()) {
                of(group).keySet().forEach(row -> sums.remove(group + ROW + row));
                expiries.remove(group);
            }
        }
    }

    @Override
    public CompletionStage<Map<String, double[]>> sums(String group) {
        return worker.submit(() -> of(group));
    }

    private Map<String, double[]> of(String group) {
        Map<String, double[]> found = new HashMap<>();
        String from = group + ROW;
        Iterator<String> names = sums.keyIterator(from);
        while (names.hasNext()) {
            String name = names.next();
            if (!name.startsWith(from)) {
                break;
            }
            double[] amounts = sums.get(name);
            if (amounts != null) {
                found.put(name.substring(from.length()), amounts.clone());
            }
        }
        return found;
    }
}
