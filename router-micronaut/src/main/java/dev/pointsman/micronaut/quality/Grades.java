package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.quality.internal.GradeLog;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.trace.RouteTrace;
import org.jspecify.annotations.Nullable;

/** Receiver of grades: leaves each to the monitor, and to the decision log if there is one. Thread-safe. */
final class Grades {
    private static final int MOST_DIGITS = 18;

    private final String instance;
    private final QualityMonitor monitor;
    private final @Nullable GradeLog log;

    Grades(String instance, QualityMonitor monitor, @Nullable GradeLog log) {
        this.instance = instance;
        this.monitor = monitor;
        this.log = log;
    }

    /** Grades the answer of a decision; returns false if the id is not one of this instance. */
    boolean grade(String decision, double grade) {
        String prefix = RouteTrace.decisionId(instance, 0);
        prefix = prefix.substring(0, prefix.length() - 1);
        String number = decision.startsWith(prefix) ? decision.substring(prefix.length()) : "";
        if (number.isEmpty() || number.length() > MOST_DIGITS || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        grade(Long.parseLong(number), grade);
        return true;
    }

    /** Grades the answer of a decision of this instance. */
    void grade(long decision, double grade) {
        monitor.grade(decision, grade);
        if (log != null) {
            log.graded(RouteTrace.decisionId(instance, decision), grade);
        }
    }
}
