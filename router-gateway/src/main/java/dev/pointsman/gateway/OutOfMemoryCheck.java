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
 * The last line of defence against running out of memory: warns at the start unless the JVM ends the process then, and
 * remembers an error that a request has met.
 */
@Singleton
final class OutOfMemoryCheck {
    private static final Logger LOG = LoggerFactory.getLogger(OutOfMemoryCheck.class);
    private static final List<String> FLAGS = List.of("ExitOnOutOfMemoryError", "CrashOnOutOfMemoryError");

    private volatile boolean happened;

    /** Warns unless the JVM was told to end with the first error. */
    @EventListener
    void started(StartupEvent event) {
        boolean test = event.getSource() instanceof ApplicationContext context
                && context.getEnvironment().getActiveNames().contains(Environment.TEST);
        if (!test && !endsTheProcess()) {
            LOG.warn("The process would go on after an OutOfMemoryError, perhaps without serving;"
                    + " start it with -XX:+ExitOnOutOfMemoryError");
        }
    }

    /** Whether the JVM ends the process, as far as it tells. */
    static boolean endsTheProcess() {
        try {
            HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return FLAGS.stream()
                    .anyMatch(flag -> options.getVMOption(flag).getValue().equals("true"));
        } catch (RuntimeException | LinkageError other) { // another JVM, with flags of its own
            return true;
        }
    }

    /** Records that something failed, if it did for want of memory. */
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
