package dev.pointsman.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Monitor behind a router under virtual time. */
abstract class QualityMonitorFixture {
    static final ObjectMapper MAPPER = new ObjectMapper();
    static final long HOUR = 3_600_000_000_000L;
    static final RoutingStrategy EVEN = RoutingStrategy.of(
            "even", (decision, scores) -> Arrays.fill(scores, 0, decision.size(), 1), Picker.softmax(1));
    static final RoutingStrategy FIRST = RoutingStrategy.of(
            "first",
            (decision, scores) -> {
                for (int i = 0; i < decision.size(); i++) {
                    scores[i] = -decision.candidate(i).order();
                }
            },
            Picker.best());

    final List<QualityAlarm> alarms = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(3);
    long now = -5;
    QualityMonitor monitor;
    ModelRouter router;

    void start(RoutingStrategy strategy, int models) {
        start(strategy, models, QualitySettings.DEFAULT.onAlarm());
    }

    void start(RoutingStrategy strategy, int models, QualitySettings.OnAlarm onAlarm) {
        QualitySettings usual = QualitySettings.DEFAULT;
        monitor = new QualityMonitor(
                new QualitySettings(
                        Duration.ofDays(2),
                        usual.falseAlarms(),
                        0,
                        usual.sessionIdle(),
                        onAlarm,
                        usual.prior(),
                        usual.memory(),
                        usual.trialsPerHour(),
                        1 << 12,
                        64),
                alarms::add);
        String[] ids = IntStream.range(0, models).mapToObj(i -> "m" + i).toArray(String[]::new);
        var builder =
                ModelRouter.builder().clock(() -> now).seed(1).listener(monitor).strategy(strategy);
        for (String id : ids) {
            builder.model(Model.builder(id, "p-" + id)
                    .quality(0.9)
                    .capabilities(java.util.Set.of(Capability.TOOLS))
                    .build());
        }
        builder.pool(Pool.of("pool", ids).withGoal(Goal.of(strategy.name())));
        router = builder.build();
        monitor.connect(router, now);
    }

    /** Makes calls for some hours, of which one model fails another share than the rest. */
    void hours(int hours, int perHour, String bad, double share, double usual) {
        for (int i = 0; i < hours * perHour; i++) {
            now += HOUR / perHour;
            Attempt attempt = router.route(RouteRequest.ANY);
            attempt.succeed(Usage.of(10, 10));
            double rate = attempt.model().id().equals(bad) ? share : usual;
            monitor.checked(attempt.id(), QualitySignal.TOOL_CALLS, random.nextDouble() >= rate);
            monitor.process(now);
        }
    }

    QualityStatus status(String model) {
        return monitor.status(now).stream()
                .filter(one -> one.model().equals(model) && one.signal() == QualitySignal.TOOL_CALLS)
                .findFirst()
                .orElseThrow();
    }

    LearnedModel learned(String model) {
        return monitor.learned().stream()
                .filter(one -> one.model().equals(model))
                .findFirst()
                .orElseThrow();
    }
}
