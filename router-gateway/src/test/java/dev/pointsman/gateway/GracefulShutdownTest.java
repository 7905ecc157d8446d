package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GracefulShutdownTest {
    @Test
    void aGatewayThatStopsIsNotReadyAndRefusesNewCalls() throws Exception {
        try (Gateway gateway = Gateway.start()) {
            assertThat(gateway.send("GET", "/health/readiness", "").statusCode())
                    .isEqualTo(200);
            assertThat(gateway.ask().status()).isEqualTo(200);
            CompletableFuture.runAsync(
                            () -> gateway.bean(GracefulShutdown.class).shutdownGracefully())
                    .join();

            assertThat(gateway.send("GET", "/health/readiness", "").statusCode())
                    .isEqualTo(503);
            HttpResponse<String> refused = gateway.post(Gateway.CHAT, Gateway.HELLO);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).contains("shutting_down");
            assertThat(gateway.post("/v1/embeddings", "{\"input\":\"a\"}").statusCode())
                    .isEqualTo(503);
        }
    }
}
