package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {
    @TempDir
    private Path folder;

    @Test
    void weightsAndAFloorAreAPolicyUnderTheFilesName() throws IOException {
        RoutingStrategy policy = read("latency: 1\ncost: .3\nfloor: .1\n");

        double[] probabilities = new double[2];
        policy.picker().pick(new double[] {10, 0}, 2, probabilities);
        assertThat(policy.name()).isEqualTo("next");
        assertThat(probabilities).containsExactly(new double[] {.95, .05}, offset(1e-9));
    }

    @Test
    void aStrategyIsAPolicyUnderANameOfItsOwn() throws IOException {
        assertThat(read("name: cheap\nstrategy: cost\n").name()).isEqualTo("cheap");
        assertThat(read("strategy: sticky\ndelegate: speed\n").exactProbabilities())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                strategy: thompson              | strategy: thompson (expected: one with exact probabilities; this one samples)
                strategy: linear-cost           | strategy: linear-cost (expected: one without state
                strategy: sticky, delegate: ucb | delegate: ucb (expected: one without state
                strategy: fast                  | strategy: fast (expected: one of [
                strategy: cost, latency: 1      | strategy: cost (expected: either a strategy or weights)
                strategy: cost, delegate: speed | delegate: speed (expected: none, as only sticky has a delegate)
                strategy: cost, floor: 1        | floor: 1.0 (expected: >= 0 and < 1)
                latency: -1                     | latency: -1.0 (expected: >= 0)
                name: nothing                   | policy: {} (expected: a strategy, or weights)
                speed: 1                        | speed: unknown (expected: one of [
                latency: 1, latency: 2          | Duplicate field
                latency: much                   | Cannot deserialize value of type
                """)
    void whatIsWrongIsSaidWithItsFile(String text, String message) {
        assertThatThrownBy(() -> read("{" + text + "}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(folder.resolve("next.yaml") + ": " + message);
    }

    private RoutingStrategy read(String text) throws IOException {
        return PolicyFile.read(Files.writeString(folder.resolve("next.yaml"), text));
    }
}
