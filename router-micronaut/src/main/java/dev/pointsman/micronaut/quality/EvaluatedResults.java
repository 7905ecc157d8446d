package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.event.internal.BoundedWorker;
import dev.pointsman.micronaut.quality.internal.ResultObserver;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.RouteResult;
import java.util.List;
import java.util.Optional;

/** Results of routed methods that evaluators grade, one after the other on a thread of their own. */
final class EvaluatedResults implements ResultObserver {
    private static final int QUEUED = 1000;

    private final Grades grades;
    private final List<AnswerEvaluator> evaluators;
    private final BoundedWorker<Served> worker = new BoundedWorker<>("pointsman-evaluators", QUEUED, this::grade);

    EvaluatedResults(Grades grades, List<AnswerEvaluator> evaluators) {
        this.grades = grades;
        this.evaluators = evaluators;
    }

    private record Served(String method, long attempt, Object result) {}

    @Override
    public void served(String method, RouteResult<Optional<Object>> result) {
        List<AttemptRecord> attempts = result.trace().attempts();
        if (result.stale() || attempts.isEmpty() || result.value().isEmpty()) {
            return;
        }
        for (AttemptRecord attempt : attempts) {
            if (attempt.failure() == null && attempt.model().equals(result.model())) {
                worker.put(
                        new Served(method, attempt.attemptId(), result.value().get()));
                return;
            }
        }
    }

    private void grade(Served served) {
        for (AnswerEvaluator evaluator : evaluators) {
            Double grade = evaluator.grade(served.method(), served.result());
            if (grade != null) {
                grades.grade(served.attempt(), grade);
            }
        }
    }

    void close() {
        worker.close();
    }
}
