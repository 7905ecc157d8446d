package dev.pointsman.gateway.internal;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warm-up of the process after the start of the server: calls to a {@link TrainingGateway} until there are enough, then a
 * wait until the JVM has compiled what they have begun, or until the time is over. Meanwhile the server serves calls, and
 * is not ready. Safe for all threads.
 */
@Context // so that a wrong value stops the start
@Requires(property = WarmUp.KEY)
@Requires(missingProperty = TrainingGateway.MARK)
final class WarmUp implements ApplicationEventListener<ServerStartupEvent> {
    /** Setting of the longest time; 0 for no warm-up. */
    static final String KEY = "gateway.warm-up";

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int FIRST = 600; // calls
    private static final int ENOUGH = 6_000;
    private static final long BETWEEN_LOOKS = 200; // milliseconds

    private final Duration longest;
    private volatile boolean over;
    private volatile boolean stopped;

    WarmUp(@Property(name = KEY) Duration longest) {
        if (longest.isNegative()) {
            throw new ConfigurationException(KEY + ": " + longest + " (expected: >= 0, the longest time)");
        }
        this.longest = longest;
        this.over = longest.isZero();
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (!over) {
            Thread made = new Thread(this::run, "gateway-warm-up");
            made.setDaemon(true);
            made.start();
        }
    }

    private void run() {
        long start = System.nanoTime();
        try {
            int calls = calls(FIRST, start);
            if (isTimeLeft(start)) {
                calls += calls(ENOUGH, start);
            }
            settle(start);
            LOG.info("Warmed up with {} calls in {} ms", calls, (System.nanoTime() - start) / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The warm-up failed, the gateway serves without it: {}", e.toString());
        } finally {
            over = true;
        }
    }

    /** Makes calls to a gateway and closes it: after the first one, code is compiled that knows that gateways close. */
    private int calls(int enough, long start) throws IOException {
        int calls = 0;
        try (TrainingGateway gateway = TrainingGateway.start()) {
            do {
                calls += gateway.round();
            } while (calls < enough && isTimeLeft(start));
        }
        return calls;
    }

    private boolean isTimeLeft(long start) {
        return !stopped && System.nanoTime() - start < longest.toNanos();
    }

    /** Waits for the compilers: they would take the processors of the first calls. */
    private void settle(long start) throws InterruptedException {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        if (compilers == null || !compilers.isCompilationTimeMonitoringSupported()) {
            return;
        }
        long before = -1;
        for (long now = 0; now != before && isTimeLeft(start); now = compilers.getTotalCompilationTime()) {
            before = now;
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }
}
