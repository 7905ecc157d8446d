package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The gateway's metrics, as Prometheus reads them. */
class MetricsTest {

    @Test
    void whatCallsDidIsReadAtPrometheus() throws Exception {
        try (Gateway gateway = Gateway.start()) {
            Heard heard = gateway.ask();
            HttpResponse<String> response = gateway.send("GET", "/prometheus", "");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .containsPattern("pointsman_attempts_total\\{[^}]*pointsman_model=\"" + heard.model()
                            + "\"[^}]*pointsman_outcome=\"succeeded\"[^}]*} 1\\.0")
                    .contains("pointsman_pool_available{", "gen_ai_client_token_usage_sum{");
        }
    }
}
