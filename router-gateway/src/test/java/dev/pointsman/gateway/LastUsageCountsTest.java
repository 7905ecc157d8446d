package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.Fault;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Situation 25: usage in every event of a stream, and the true total after the finish reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LastUsageCountsTest {
    private final PairedGateway gateway = PairedGateway.start();

    LastUsageCountsTest() throws IOException {}

    static Stream<ProtocolPair> pairs() {
        return ProtocolPair.all();
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void s25_the_total_is_booked_and_handed_on(ProtocolPair pair) throws Exception {
        double before = booked(pair);
        gateway.provider(pair).always(Fault.countsAlong());
        PairAnswer answer = gateway.ask(pair, true);
        PairedGateway.isPrimary(answer, pair);
        assertThat(answer.outputTokens()).isEqualTo(PairedGateway.TOKENS);
        gateway.awaitIdle();
        assertThat(booked(pair) - before).isEqualTo(PairedGateway.TOKENS);
        if (pair.client() == ClientForm.CHAT) {
            List<JsonNode> counts = ClientForm.events(answer.body()).stream()
                    .map(event -> event.path("usage"))
                    .filter(JsonNode::isObject)
                    .toList();
            assertThat(counts).as("counts, which some clients add up").hasSize(1);
        }
    }

    private double booked(ProtocolPair pair) {
        return gateway
                .gateway
                .bean(MeterRegistry.class)
                .find("gen_ai.client.token.usage")
                .tag("gen_ai.token.type", "output")
                .summaries()
                .stream()
                .filter(summary -> summary.getId().toString().contains("=m-" + pair.provider() + ")"))
                .mapToDouble(DistributionSummary::totalAmount)
                .sum();
    }
}
