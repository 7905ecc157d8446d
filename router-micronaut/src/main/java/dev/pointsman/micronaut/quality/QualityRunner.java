package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.quality.internal.QualityClock;
import dev.pointsman.quality.LearnedModel;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.quality.QualityStatus;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.time.NanoClock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread of the monitor: connects it with the router, and processes what calls have left. */
final class QualityRunner {
    private static final Logger LOG = LoggerFactory.getLogger(QualityRunner.class);
    private static final long PERIOD_MILLIS = 100;
    private static final int READ_EVERY = 20;
    private static final long PROBE_SECONDS = 2;
    private static final int SAVE_EVERY = 3000;
    private static final long PATIENCE_SECONDS = 5;

    private final QualityMonitor monitor;
    private final QualityClock clock;
    private final ScheduledExecutorService thread;
    private final @Nullable ScheduledExecutorService probing;
    private final ScheduledFuture<?> task;
    private final List<QualityReader> readers;
    private final @Nullable QualityFile file;
    private int turn; // of the thread

    QualityRunner(
            ModelRouter router,
            QualityMonitor monitor,
            QualitySetup setup,
            List<QualityReader> readers,
            @Nullable AnswerProbes probes,
            @Nullable QualityClock clock) {
        this.file = setup.file() == null ? null : new QualityFile(setup.file(), monitor, probes);
        this.readers = readers;
        this.monitor = monitor;
        this.clock = clock == null ? NanoClock.system()::nanos : clock;
        long now = this.clock.nanos();
        monitor.connect(router, now);
        if (file != null) {
            file.restore(router, now);
        }
        thread = thread("pointsman-quality");
        probing = probes == null ? null : probing(probes);
        task = thread.scheduleWithFixedDelay(this::process, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
    }

    private static ScheduledExecutorService probing(AnswerProbes probes) {
        ScheduledExecutorService thread = thread("pointsman-probes");
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(() -> send(probes), PROBE_SECONDS, PROBE_SECONDS, TimeUnit.SECONDS);
        return thread;
    }

    private static void send(AnswerProbes probes) {
        try {
            probes.send();
        } catch (RuntimeException e) { // retried in a moment
            LOG.warn("Models could not be probed", e);
        }
    }

    private void process() {
        try {
            long now = clock.nanos();
            monitor.process(now);
            if (turn++ % READ_EVERY == 0 && !readers.isEmpty()) {
                List<QualityStatus> signals = monitor.status(now);
                List<LearnedModel> learned = monitor.learned();
                readers.forEach(reader -> reader.read(signals, learned));
            }
            if (file != null && turn % SAVE_EVERY == 0) {
                file.save(now);
            }
        } catch (RuntimeException e) { // retried in a moment
            LOG.warn("Answers could not be checked", e);
        }
    }

    void close() {
        task.cancel(false);
        if (probing != null) {
            probing.shutdownNow();
        }
        thread.shutdown();
        try {
            if (thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS) && file != null) {
                monitor.process(clock.nanos());
                file.save(clock.nanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (file != null) {
            file.close();
        }
    }
}
