package dev.pointsman.micronaut.usage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread that reports usage to a store every second, and reads that of all instances for reports. */
@SuppressWarnings("FutureReturnValueIgnored") // the task catches its errors and ends with its thread
final class UsageReporting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsageReporting.class);
    private static final long WAIT = TimeUnit.SECONDS.toMillis(2);
    private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long OLD_DAYS = TimeUnit.MINUTES.toNanos(1);
    private static final long AFTER_FAILURE = TimeUnit.SECONDS.toNanos(5);

    private final UsageRecords records;
    private final Consumer<UsageRecords> pending;
    private final Supplier<LocalDate> today;
    private final ScheduledThreadPoolExecutor thread;
    private boolean failing; // used by the thread
    private volatile long nextRead = System.nanoTime();
    private long nextOfOldDays = System.nanoTime(); // used by the thread

    /**
     * Creates a running thread.
     *
     * @param pending hands over the usage since the last time
     */
    UsageReporting(UsageRecords records, Consumer<UsageRecords> pending, Supplier<LocalDate> today) {
        this.records = records;
        this.pending = pending;
        this.today = today;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "pointsman-usage-reports");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::report, 1, 1, TimeUnit.SECONDS);
    }

    UsageRecords records() {
        return records;
    }

    private boolean report() {
        try {
            pending.accept(records);
            records.send();
            failing = false;
            return true;
        } catch (RuntimeException e) { // what was not sent waits for the next time
            if (!failing) {
                LOG.warn("The usage of calls could not be reported to the store: {}", e.toString());
            }
            failing = true;
            return false;
        }
    }

    /** Reads the usage of all instances, unless that was done a moment ago; waits at most two seconds for the store. */
    void refresh() {
        if (System.nanoTime() - nextRead < 0) {
            return;
        }
        try {
            Future<?> read = thread.submit(this::read);
            read.get(WAIT, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) { // what is known is reported
            nextRead = System.nanoTime() + AFTER_FAILURE;
        }
    }

    private void read() {
        boolean reported = report();
        long now = System.nanoTime();
        if (reported && now - nextRead >= 0) {
            LocalDate last = today.get();
            boolean all = now - nextOfOldDays >= 0;
            List<LocalDate> days = new ArrayList<>();
            for (int ago = 0; ago <= (all ? UsageLedger.DAYS : 1); ago++) {
                days.add(last.minusDays(ago));
            }
            records.read(days);
            records.forget(last.minusDays(UsageLedger.DAYS));
            nextOfOldDays = all ? now + OLD_DAYS : nextOfOldDays;
            nextRead = System.nanoTime() + FRESH;
        } else if (!reported) {
            nextRead = now + AFTER_FAILURE;
        }
    }

    /** Reports what is left; waits at most two seconds for the store. */
    @Override
    public void close() {
        try {
            thread.submit(this::report).get(WAIT, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The usage of the last calls could not be reported to the store: {}", e.toString());
        }
        thread.shutdownNow();
    }
}
