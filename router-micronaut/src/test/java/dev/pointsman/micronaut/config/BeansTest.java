package dev.pointsman.micronaut.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.pointsman.admission.Admission;
import dev.pointsman.admission.EligibilityRule;
import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.failure.FailureClassifier;
import dev.pointsman.micronaut.Applications;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.SessionKey;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouterListener;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.ServedTurn;
import dev.pointsman.state.SessionState;
import dev.pointsman.state.SessionStore;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.SimpleStrategy;
import dev.pointsman.time.NanoClock;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
                .isInstanceOf(dev.pointsman.failure.RequestRefusedException.class);
    }

    @Test
    void aClockBeanIsTheRoutersTime() {
        var result = router.call(RouteRequest.ANY, attempt -> {
            application.getBean(Hands.class).nanos.addAndGet(5_000_000_000L);
            return "answer";
        });
        assertThat(result.trace().attempts().get(0).duration()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aRuleBeanExcludesModels() {
        RouteRequest request = RouteRequest.builder().tenant("no-openai").build();
        assertThat(router.operations().exclusions(request))
                .extracting(Exclusion::model, Exclusion::id)
                .contains(tuple("gpt-4o", "no-openai"));
    }

    @Test
    void anAdmissionBeanRefusesCalls() {
        RouteRequest request = RouteRequest.builder().tenant("blocked").build();
        assertThatThrownBy(() -> router.call(request, attempt -> "answer"))
                .isInstanceOf(AdmissionRefusedException.class)
                .hasMessageContaining("blocked (its budget is spent)");
    }

    @Test
    void aSessionStoreBeanRecordsServedSessions() {
        router.call(RouteRequest.builder().session("s").build(), attempt -> "answer");
        assertThat(application.getBean(Sessions.class).served)
                .containsExactly(
                        SessionKey.of(router.operations().pools().get(0).name(), null, "s"));
    }

    @Test
    void aHealthExchangeBeanReceivesCooldowns() {
        try (Attempt attempt = router.route(RouteRequest.ANY)) {
            attempt.coolDown(Duration.ofSeconds(20));
        }
        assertThat(application.getBean(Exchange.class).published)
                .extracting(HealthExchange.Event::left)
                .containsExactly(Duration.ofSeconds(20));
    }

    @Singleton
    @Requires(property = "spec", value = "beans")
    static class NoOpenAi implements EligibilityRule {
        @Override
        public String id() {
            return "no-openai";
        }

        @Override
        public boolean excludes(Model model, RouteRequest request, long nowNanos) {
            return id().equals(request.tenant()) && model.provider().equals("openai");
        }

        @Override
        public String detail(Model model, RouteRequest request, long nowNanos) {
            return "not for this tenant";
        }
    }

    @Singleton
    @Requires(property = "spec", value = "beans")
    static class Budget implements Admission {
        @Override
        public Result admit(RouteRequest request, long nowNanos) {
            return "blocked".equals(request.tenant())
                    ? new Refusal("blocked", "its budget is spent", null)
                    : Permit.FREE;
        }
    }

    @Singleton
    @Requires(property = "spec", value = "beans")
    static class Sessions implements SessionStore {
        final List<SessionKey> served = new CopyOnWriteArrayList<>();

        @Override
        public @Nullable SessionState find(SessionKey session, long nowNanos) {
            return null;
        }

        @Override
        public void served(SessionKey session, ServedTurn turn, long nowNanos) {
            served.add(session);
        }
    }

    @Singleton
    @Requires(property = "spec", value = "beans")
    static class Exchange implements HealthExchange {
        final List<Event> published = new CopyOnWriteArrayList<>();

        @Override
        public Consumer<Event> join(Consumer<Event> receiver) {
            return published::add;
        }
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
