package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.Goal;
import dev.pointsman.router.Attempt;
import dev.pointsman.trace.RouteResult;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import kotlin.coroutines.Continuation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

class StartUpCheckTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
          wrong-pool     | WrongPool#ask: pool chatt (expected: one of: chat)
          wrong-goal     | WrongGoal#ask: goal swift (expected: one of: balanced, cost,
          flow           | FlowResult#ask: java.util.concurrent.Flow.Publisher<java.lang.String> (expected: a result that is a value, nothing, a CompletionStage
          future         | FutureResult#ask: java.util.concurrent.Future<java.lang.String> (expected: a result that is
          stream         | StreamResult#ask: java.util.stream.Stream<java.lang.String> (expected: a result that is
          result-stream  | ResultStream#ask: reactor.core.publisher.Flux<dev.pointsman.trace.RouteResult<java.lang.String>> (expected: a result that is
          suspend        | SuspendFunction#ask: a suspend function (expected: a function that returns a Mono, as mono { } of kotlinx-coroutines-reactor
          two-goals      | TwoGoals#ask: two parameters of type Goal (expected: at most one)
          two-attempts   | TwoAttempts#ask: two parameters of type Attempt (expected: at most one)
          """)
    void aMethodThatCannotBeRoutedKeepsTheApplicationFromStarting(String spec, String message) {
        assertThatThrownBy(() -> Applications.start(Applications.CHAT, spec).close())
                .hasMessageContaining("dev.pointsman.micronaut.StartUpCheckTest$" + message);
    }

    @Test
    void aRoutedMethodWithoutARouterKeepsTheApplicationFromStarting() {
        assertThatThrownBy(() -> Applications.start("other: 1", "wards").close())
                .hasMessageContaining("dev.pointsman.micronaut.RoutedTestService#")
                .hasMessageContaining("no router (expected: pointsman.models and pointsman.pools configured)");
    }

    @Singleton
    @Requires(property = "spec", value = "wrong-pool")
    static class WrongPool {
        @Routed(pool = "chatt")
        String ask() {
            return "";
        }
    }

    /** As Kotlin compiles {@code suspend fun ask(): String}. */
    @Singleton
    @Requires(property = "spec", value = "suspend")
    static class SuspendFunction {
        @Routed
        Object ask(Continuation<? super String> continuation) {
            return "";
        }
    }

    @Singleton
    @Requires(property = "spec", value = "wrong-goal")
    static class WrongGoal {
        @Routed(goal = "swift")
        String ask() {
            return "";
        }
    }

    @Singleton
    @Requires(property = "spec", value = "flow")
    static class FlowResult {
        @Routed
        Flow.Publisher<String> ask() {
            return subscriber -> {};
        }
    }

    @Singleton
    @Requires(property = "spec", value = "future")
    static class FutureResult {
        @Routed
        Future<String> ask() {
            return null;
        }
    }

    @Singleton
    @Requires(property = "spec", value = "stream")
    static class StreamResult {
        @Routed
        Stream<String> ask() {
            return Stream.of();
        }
    }

    @Singleton
    @Requires(property = "spec", value = "result-stream")
    static class ResultStream {
        @Routed
        Flux<RouteResult<String>> ask() {
            return Flux.empty();
        }
    }

    @Singleton
    @Requires(property = "spec", value = "two-goals")
    static class TwoGoals {
        @Routed
        String ask(Goal one, Goal other) {
            return "";
        }
    }

    @Singleton
    @Requires(property = "spec", value = "two-attempts")
    static class TwoAttempts {
        @Routed
        String ask(Attempt one, Attempt other) {
            return "";
        }
    }
}
