package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Admission;
import dev.pointsman.router.AdmissionRefusedException;
import dev.pointsman.router.ModelRouter;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A call that is not admitted gets status 429 with the limit's id and the time to wait. */
class AdmissionRefusalTest {

    @Test
    void theErrorNamesTheLimit() {
        ErrorResponses.Answer answer = ErrorResponses.of(refused(null));
        assertThat(answer.status().getCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS.getCode());
        assertThat(answer.body())
                .isEqualTo(Map.of(
                        "error",
                        ErrorResponses.body(
                                        "the call was not admitted: requests (600 of 600 per minute)",
                                        "rate_limit_error",
                                        "requests")
                                .get("error")));
    }

    @Test
    void theTimeToWaitIsRoundedUpToSeconds() {
        MutableHttpResponse<String> response = HttpResponse.ok("");
        RouterHeaders.add(response, refused(Duration.ofMillis(1_200)));
        assertThat(response.header(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
    }

    @Test
    void withoutATimeThereIsNoHeader() {
        MutableHttpResponse<String> response = HttpResponse.ok("");
        RouterHeaders.add(response, refused(null));
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
