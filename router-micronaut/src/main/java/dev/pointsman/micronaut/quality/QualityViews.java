package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.endpoint.internal.QualityOperations;
import dev.pointsman.micronaut.quality.internal.QualityClock;
import dev.pointsman.quality.GradeDifference;
import dev.pointsman.quality.LearnedModel;
import dev.pointsman.quality.QualityCounts;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.quality.QualitySignal;
import dev.pointsman.quality.QualityStatus;
import dev.pointsman.time.NanoClock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Quality as the endpoint shows it. */
final class QualityViews implements QualityOperations {
    private final QualityMonitor monitor;
    private final QualityNotices notices;
    private final QualityClock clock;
    private final Grades grades;
    private final @Nullable AnswerProbes probes;

    QualityViews(
            QualityMonitor monitor,
            QualityNotices notices,
            Grades grades,
            @Nullable AnswerProbes probes,
            @Nullable QualityClock clock) {
        this.monitor = monitor;
        this.notices = notices;
        this.clock = clock == null ? NanoClock.system()::nanos : clock;
        this.grades = grades;
        this.probes = probes;
    }

    /**
     * The whole view.
     *
     * @param signals state by model and signal
     * @param learned learned quality by pool and model
     * @param differences models compared with their peers, among graded calls
     * @param notices the latest notices, newest first
     * @param probes probes by model; empty without probes
     * @param counts what was checked and graded
     */
    record View(
            List<QualityStatus> signals,
            List<LearnedModel> learned,
            List<GradeDifference> differences,
            List<QualityNotices.Notice> notices,
            List<AnswerProbes.ProbeState> probes,
            QualityCounts counts) {}

    @Override
    public Object view() {
        return new View(
                monitor.status(clock.nanos()),
                monitor.learned(),
                monitor.differences(),
                notices.latest(),
                probes == null ? List.of() : probes.states(),
                monitor.counts());
    }

    @Override
    public Set<String> signals() {
        return Arrays.stream(QualitySignal.values())
                .map(QualitySignal::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public boolean grade(String decision, double grade) {
        return grades.grade(decision, grade);
    }

    @Override
    public void accept(String model, @Nullable String signal) {
        QualitySignal one = Arrays.stream(QualitySignal.values())
                .filter(each -> each.toString().equals(signal))
                .findFirst()
                .orElse(null);
        monitor.accept(model, one, clock.nanos());
    }
}
