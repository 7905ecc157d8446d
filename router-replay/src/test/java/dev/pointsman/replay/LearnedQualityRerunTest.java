package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.decisionlog.DecisionLog;
import dev.pointsman.decisionlog.DecisionLogReader;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.quality.QualityMonitor;
import dev.pointsman.quality.QualitySettings;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategies.WeightedStrategy;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedQualityRerunTest {
    private static final RoutingStrategy STRATEGY = WeightedStrategy.of("quality", new GoalWeights(1, 0, .3));
    private static final List<String> TAGS = List.of("code", "summary");

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(8);
    private final QualityMonitor monitor = new QualityMonitor(QualitySettings.DEFAULT, alarm -> {});
    private long now = 5;

    @Test
    void decisionsByTheQualityOfTagsComeOutTheSame() throws IOException {
        Path file = folder.resolve("log.jsonl");
        try (DecisionLog log = DecisionLog.builder(file).open()) {
            ModelRouter router = ModelRouter.builder()
                    .clock(() -> now)
                    .seed(4)
                    .goal("quality", STRATEGY)
                    .listener(log)
                    .listener(monitor)
                    .model(Model.builder("a", "p").quality(0.8).build())
                    .model(Model.builder("b", "q").quality(0.8).build())
                    .pool(Pool.of("chat", "a", "b").withGoal(Goal.of("quality")))
                    .build();
            monitor.connect(router, now);
            for (int i = 0; i < 1_500; i++) {
                call(router, TAGS.get(i % 2));
            }
        }
        List<LoggedDecision> logged = new ArrayList<>();
        try (DecisionLogReader reader = DecisionLogReader.open(file)) {
            for (LoggedDecision decision = reader.next(); decision != null; decision = reader.next()) {
                logged.add(decision);
            }
        }

        LoggedDecision code = logged.get(logged.size() - 2);
        LoggedDecision summary = logged.get(logged.size() - 1);
        assertThat(quality(code)).as("of the model that is worse at code").isLessThan(quality(summary) - 0.05);
        DecisionRerun rerun = new DecisionRerun(Map.of("quality", STRATEGY));
        RerunTest.add(rerun, logged);
        RerunReport report = rerun.report();
        assertThat(report.first()).as("first mismatch").isNull();
        assertThat(report.matching()).isEqualTo(logged.size()).isEqualTo(1_500);
    }

    private static double quality(LoggedDecision decision) {
        return decision.candidates().stream()
                .filter(candidate -> candidate.model().equals("a"))
                .flatMapToDouble(candidate -> DoubleStream.of(candidate.learnedQuality()))
                .findFirst()
                .orElseThrow();
    }

    private void call(ModelRouter router, String tag) {
        now += 60_000_000_000L;
        Attempt attempt = router.route(RouteRequest.builder().tag(tag).build());
        now += 500_000_000L;
        attempt.succeed(Usage.of(100, 50));
        double mean = attempt.model().id().equals("b") ? 0.7 : tag.equals("code") ? 0.5 : 0.9;
        monitor.grade(attempt.id(), random.nextDouble() < mean ? 1 : 0);
        monitor.process(now);
    }
}
