package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.trace.RouteResult;
import java.io.FileNotFoundException;
import org.junit.jupiter.api.Test;

/** Methods that answer with a value. */
class RoutedTest extends RoutedFixture {
    @Test
    void aValueComesFromTheFirstModel() {
        assertThat(wards.value()).isEqualTo("gpt-4o");
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }

    @Test
    void theMethodRunsAgainForTheNextModel() {
        wards.script = failingAt("gpt-4o");
        assertThat(wards.value()).isEqualTo("sonnet-eu");
        assertThat(wards.attempts).hasSize(2);
        assertThat(statistics("gpt-4o").failures()).isEqualTo(1);
        assertThat(statistics("sonnet-eu").successes()).isEqualTo(1);
    }

    @Test
    void aMethodWithoutAResultIsRoutedToo() {
        wards.script = failingAt("gpt-4o");
        wards.nothing();
        assertThat(models()).containsExactly("gpt-4o", "sonnet-eu");
    }

    @Test
    void nullIsAnAnswer() {
        assertThat(wards.nullable()).isNull();
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }

    @Test
    void theCallersOwnExceptionComesAsItIsAndTeachesNothing() {
        assertThatThrownBy(wards::checked)
                .isExactlyInstanceOf(FileNotFoundException.class)
                .hasMessage("the caller's own");
        assertThat(models()).containsExactly("gpt-4o");
        assertThat(statistics("gpt-4o").ignored()).isEqualTo(1);
    }

    @Test
    void whenAllModelsFailTheLastFailureIsTheCause() {
        wards.script = failingAt("gpt-4o", "sonnet-eu", "haiku");
        assertThatThrownBy(wards::value)
                .isInstanceOf(ModelsExhaustedException.class)
                .hasRootCauseMessage(RoutedTestService.down().getMessage());
        assertThat(models()).containsExactly("gpt-4o", "sonnet-eu", "haiku");
    }

    @Test
    void aResultTellsModelAndTrace() {
        wards.script = failingAt("gpt-4o", "sonnet-eu");
        RouteResult<String> result = wards.result();
        assertThat(result.value()).isEqualTo("haiku");
        assertThat(result.model().id()).isEqualTo("haiku");
        assertThat(result.degraded()).isTrue();
        assertThat(result.trace().pool()).isEqualTo("chat");
        assertThat(result.trace().attempts()).hasSize(3);
    }

    @Test
    void aCallIsHeardOfOnce() {
        wards.script = failingAt("gpt-4o");
        wards.value();
        wards.futureResult().join();
        wards.monoResult().block();
        wards.mono().block();
        assertThat(application.getBean(Traces.class).heard)
                .hasSize(4)
                .allSatisfy(trace -> assertThat(trace.attempts()).hasSizeBetween(1, 2));
    }

    @Test
    void anAttemptThatTheBodyEndedIsNotEndedAgain() {
        assertThat(wards.counted(null)).isEqualTo("gpt-4o");
        assertThat(statistics("gpt-4o").successes()).isEqualTo(1);
    }
}
