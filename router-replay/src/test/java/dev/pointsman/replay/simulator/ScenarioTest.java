package dev.pointsman.replay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTest {
    @TempDir
    Path folder;

    @Test
    void theScenarioBesideTheReadmeIsRead() throws IOException {
        Scenario scenario = Scenario.read(Path.of("scenario.yml"));

        assertThat(scenario.strategies()).contains("speed", "cost");
        assertThat(scenario.world().routers()).isEqualTo(2);
        assertThat(scenario.world().providers())
                .extracting(ProviderSpec::name)
                .containsExactly("swift", "steady", "thrifty");
        assertThat(scenario.world().providers().get(0).phases())
                .containsExactly(
                        Phase.of(1200, 1800, Regime.slower(5)), new Phase(1800, 1920, Regime.slower(3), Regime.NORMAL));
    }

    @Test
    void whatIsMissingHasADefault() throws IOException {
        Scenario scenario = read("providers: [{ name: only }]");

        assertThat(scenario.world().providers())
                .containsExactly(ProviderSpec.builder("only").build());
        assertThat(scenario.world().traffic()).isEqualTo(FittedTraffic.CONVERSATIONS);
    }

    @Test
    void aWrongValueIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("providers: [{ name: a, ttft: { median: -1, logSd: 0 } }]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("providers.0.ttft: median: -1.0 (expected: > 0)");
        assertThatThrownBy(() -> read("providers: [{ name: a, colour: red }]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("providers.0.colour");
        assertThatThrownBy(() -> read("seconds: 10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("providers: [] (expected: at least one)");
    }

    @Test
    void aTraceStandsForFittedTraffic() throws IOException {
        Files.writeString(folder.resolve("calls.csv"), """
        TIMESTAMP,ContextTokens,GeneratedTokens
        2023-11-16 18:15:46.6805900,374,44
        2023-11-16 18:15:50.9951690,396,109
        """);
        Scenario scenario = read("{ traffic: { trace: calls.csv }, providers: [{ name: only }] }");

        assertThat(scenario.world().traffic().arrivals(1, 3600))
                .toIterable()
                .extracting(CallArrival::inputTokens, CallArrival::outputTokens)
                .containsExactly(tuple(374, 44), tuple(396, 109));
        assertThat(scenario.world().traffic().arrivals(1, 4)).toIterable().hasSize(1);
    }

    @Test
    void theTableHasALineForEachStrategyAndTheOracle() throws IOException {
        Scenario scenario = read("{ seconds: 60, providers: [{ name: a }, { name: b }] }");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        new SimulatorCommand(new PrintStream(bytes, true, StandardCharsets.UTF_8))
                .run(scenario.world(), List.of("speed", "random"), 1);

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.matches("(speed|random|oracle) .*"))
                .hasSize(3)
                .allMatch(line -> line.contains("a ") && line.contains("b "));
    }

    private Scenario read(String yaml) throws IOException {
        return Scenario.read(Files.writeString(folder.resolve("scenario.yml"), yaml));
    }
}
