package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.policy.FailoverPolicyBuilder;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.stats.StatisticsSnapshot;
import dev.pointsman.trace.ModelSnapshot;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An application whose wards are routed; no test leaves an attempt in flight. */
abstract class RoutedFixture {
    static final Duration SHORT = Duration.ofMillis(100);
    static final Duration LONG = Duration.ofMinutes(1);

    final ApplicationContext application = Applications.start(Applications.CHAT, "wards");
    final ModelRouter router = Applications.change(application, failover -> failover.retrySame(0));
    final RoutedTestService wards = application.getBean(RoutedTestService.class);

    @BeforeEach
    void nothingIsInFlight() {
        assertThat(inFlight()).isZero();
    }

    @AfterEach
    void nothingIsLeftInFlight() {
        assertThat(inFlight()).isZero();
        application.close();
    }

    /** Changes how calls give up; unless told, no model is asked twice. */
    void given(UnaryOperator<FailoverPolicyBuilder> change) {
        Applications.change(application, change);
    }

    static Function<Attempt, Object> at(String model, Object there, Object elsewhere) {
        return attempt -> attempt.model().id().equals(model) ? there : elsewhere;
    }

    Function<Attempt, Object> failingAt(String... models) {
        return attempt -> {
            if (List.of(models).contains(attempt.model().id())) {
                throw RoutedTestService.down();
            }
            return attempt.model().id();
        };
    }

    List<String> models() {
        return wards.attempts.stream().map(attempt -> attempt.model().id()).toList();
    }

    int inFlight() {
        return router.operations().snapshot().stream()
                .mapToInt(model -> model.statistics().inFlight())
                .sum();
    }

    StatisticsSnapshot statistics(String model) {
        return router.operations().snapshot().stream()
                .filter(each -> each.model().id().equals(model))
                .map(ModelSnapshot::statistics)
                .filter(each -> each.successes() + each.failures() + each.ignored() > 0)
                .findFirst()
                .orElseThrow();
    }
}
