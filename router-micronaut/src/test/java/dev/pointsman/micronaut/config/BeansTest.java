package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.FailureClassifier;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.NanoClock;
import dev.pointsman.router.RouterListener;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.SimpleStrategy;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BeansTest {
    private final ApplicationContext application = Applications.start(
            Applications.CHAT
                    .replace("nightly: {", "again: { strategy: last, floor: 0.2 }\n    nightly: {")
                    .replace("goal: ordered", "goal: last"),
            "beans");
    private final ModelRouter router = application.getBean(ModelRouter.class);

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void aStrategyBeanIsAGoalForPoolsAndCalls() {
        assertThat(router.operations().goals()).contains("last", "again");
        assertThat(router.call(RouteRequest.ANY, attempt -> attempt.model().id())
                        .value())
                .isEqualTo("sonnet-eu");
    }

    @Test
    void aGoalAroundAStrategyAddsItsFloor() {
        RouteRequest again = RouteRequest.builder().goal(Goal.of("again")).build();
        assertThat(java.util.stream.IntStream.range(0, 200)
                        .mapToObj(i -> router.call(
                                        again, attempt -> attempt.model().id())
                                .value()))
                .contains("gpt-4o", "sonnet-eu")
                .filteredOn("sonnet-eu"::equals)
                .hasSizeGreaterThan(130);
    }

    @Test
    void aListenerBeanHearsOfCalls() {
        router.call(RouteRequest.ANY, attempt -> "answer");
        assertThat(application.getBean(Heard.class).traces).hasSize(1);
    }

    @Test
    void aClassifierBeanSaysWhoseFaultItWas() {
        assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                    throw new IllegalStateException("own");
                }))
                .isInstanceOf(dev.pointsman.router.RequestRefusedException.class);
    }

    @Test
    void aClockBeanIsTheRoutersTime() {
        var result = router.call(RouteRequest.ANY, attempt -> {
            application.getBean(Hands.class).nanos.addAndGet(5_000_000_000L);
            return "answer";
        });
        assertThat(result.trace().attempts().get(0).duration()).isEqualTo(Duration.ofSeconds(5));
    }

    @Singleton
    @Requires(property = "spec", value = "beans")
    static class Last implements SimpleStrategy {
        @Override
        public String name() {
            return "last";
        }

        @Override
        public double score(Candidate candidate, RouteRequest request) {
            return candidate.order();
        }
    }

    @Singleton
    @Requires(property = "spec", value = "beans")
    static class Heard implements RouterListener {
        final List<RouteTrace> traces = new CopyOnWriteArrayList<>();

        @Override
        public void completed(CompletedCall call) {
            traces.add(call.trace());
        }
    }

    @Singleton
    @Requires(property = "spec", value = "beans")
    static class Judge implements FailureClassifier {
        @Override
        public Failure classify(Throwable error) {
            return Failure.of(FailureKind.CONTENT_FILTER, "judged");
        }
    }

    @Singleton
    @Requires(property = "spec", value = "beans")
    static class Hands implements NanoClock {
        final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

        @Override
        public long nanos() {
            return nanos.get();
        }
    }
}
