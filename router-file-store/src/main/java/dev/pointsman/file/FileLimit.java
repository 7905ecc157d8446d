package dev.pointsman.file;

import dev.pointsman.state.UsageStore;
import java.util.HashMap;
import java.util.Map;

/** Usage of a limit in its period, as the file has it. Used by one thread. */
final class FileLimit {
    private final Map<String, Long> numbers = new HashMap<>(); // the last one of each holder
    private long endMillis;
    private long spent;

    FileLimit(long endMillis, long spent) {
        this.endMillis = endMillis;
        this.spent = spent;
    }

    /** Adds the usage of a request, unless it was sent again; returns whether the file must be changed. */
    boolean count(UsageStore.Request request, long end, long period) {
        boolean begun = Math.abs(end - endMillis) > 1; // fractions of milliseconds
        if (begun) {
            spent = 0;
            endMillis = end;
        }
        Long last = numbers.put(request.holder(), request.number());
        boolean fresh = last == null || request.number() > last;
        if (fresh) {
            spent += request.countedIn(period);
        }
        return begun || (fresh && request.spent() > 0);
    }

    long[] toArray() {
        return new long[] {endMillis, spent};
    }
}
