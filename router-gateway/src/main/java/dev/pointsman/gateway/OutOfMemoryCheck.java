package dev.pointsman.gateway;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Startup check and health state for running out of memory: warns at the start unless the JVM ends the process on an
 * {@link OutOfMemoryError}, and remembers that a request has failed with one.
 */
@Singleton
final class OutOfMemoryCheck {
    private static final Logger LOG = LoggerFactory.getLogger(OutOfMemoryCheck.class);
    private static final List<String> FLAGS = List.of("ExitOnOutOfMemoryError", "CrashOnOutOfMemoryError");

    private volatile boolean happened;

    /** Warns unless the JVM is configured to end the process with the first such error. */
    @EventListener
    void started(StartupEvent event) {
        boolean test = event.getSource() instanceof ApplicationContext context
                && context.getEnvironment().getActiveNames().contains(Environment.TEST);
        if (!test && !endsTheProcess()) {
            LOG.warn("The process would go on after an OutOfMemoryError, perhaps without serving;"
                    + " start it with -XX:+ExitOnOutOfMemoryError");
        }
    }

    /** Returns whether the JVM ends the process, as far as its options show. */
    static boolean endsTheProcess() {
        try {
            HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return FLAGS.stream()
                    .anyMatch(flag -> options.getVMOption(flag).getValue().equals("true"));
        } catch (RuntimeException | LinkageError other) { // another JVM, with flags of its own
            return true;
        }
    }

    /** Records a failure if an {@link OutOfMemoryError} caused it. */
    void failed(Throwable thrown) {
        if (!happened && thrown instanceof OutOfMemoryError) {
            happened = true;
            LOG.error("A request ran out of memory; readiness is down until the process is restarted");
        }
    }

    boolean hasHappened() {
        return happened;
    }
}
