package dev.pointsman.gateway.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.admission.Admission;
import dev.pointsman.failure.AdmissionRefusedException;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A call that is not admitted gets status 429 with the limit's id and the time to wait. */
class AdmissionRefusalTest {

    @Test
    void theErrorNamesTheLimit() {
        ErrorResponses.Answer answer = ErrorResponses.of(refused(null));
        assertThat(answer.status().getCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS.getCode());
        JsonNode error = new ObjectMapper().valueToTree(answer.body()).path("error");
        assertThat(error.path("message").asText())
                .isEqualTo("the call was not admitted: requests (600 of 600 per minute)");
        assertThat(error.path("type").asText()).isEqualTo("rate_limit_error");
        assertThat(error.path("code").asText()).isEqualTo("requests");
        assertThat(error.path("retryable").asBoolean()).isTrue();
    }

    @Test
    void theTimeToWaitIsRoundedUpToSeconds() {
        MutableHttpResponse<String> response = HttpResponse.ok("");
        RetryAdvice.of(refused(Duration.ofMillis(1_200))).addTo(response);
        assertThat(response.header(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
    }

    @Test
    void withoutATimeThereIsNoHeader() {
        MutableHttpResponse<String> response = HttpResponse.ok("");
        RetryAdvice.of(refused(null)).addTo(response);
        assertThat(response.header(HttpHeaders.RETRY_AFTER)).isNull();
    }

    private static AdmissionRefusedException refused(@Nullable Duration retryAfter) {
        ModelRouter router = ModelRouter.builder()
                .model(Model.builder("a", "p").build())
                .pool(Pool.of("pool", "a"))
                .admission((request, now) -> new Admission.Refusal("requests", "600 of 600 per minute", retryAfter))
                .build();
        return catchThrowableOfType(
                AdmissionRefusedException.class, () -> router.call(RouteRequest.ANY, attempt -> "never"));
    }
}
