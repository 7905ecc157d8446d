package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.gateway.response.RouterHeaders;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares of a hundred calls with one goal. */
class GoalSharesTest {
    private static final int CALLS = 100;
    private static final int THREADS = 4; // as many as a model is expected to serve at once before it was measured

    @ParameterizedTest
    @CsvSource({"cost, cirrus-mini", "speed, aurora-large"})
    void mostCallsGoWhereTheGoalIsBestServed(String goal, String best) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Gateway gateway = Gateway.start()) {
            Callable<Heard> call = () -> gateway.ask(RouterHeaders.GOAL, goal);
            List<Heard> answers = new ArrayList<>();
            for (Future<Heard> answer : threads.invokeAll(Collections.nCopies(CALLS, call))) {
                answers.add(answer.get());
            }
            assertThat(answers).allSatisfy(heard -> assertThat(heard.status()).isEqualTo(200));
            assertThat(answers.stream()
                            .filter(heard -> heard.model().equals(best))
                            .count())
                    .as("calls to %s", best)
                    .isGreaterThan(CALLS * 8 / 10);
        } finally {
            threads.shutdownNow();
        }
    }
}
