package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.Pool;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose primary model refuses by message or fails. */
class RefusedCallsTest extends ChatPolicyFixture {
    private static final Pool POOL = Pool.of("chat", "primary")
            .withTier(Tier.FALLBACK, "fallback")
            .withGoal(Goal.of("ordered"))
            .withFailover(FailoverPolicy.builder().timeouts(LIMITS).build());

    private final FaultyProvider primary = start(FaultyProvider.openAi());
    private final FaultyProvider fallback = start(FaultyProvider.openAi().text("from the fallback"));
    private final Setup setup = new Setup(primary, "openai", fallback, false, POOL);

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        400, "{'error':{'message':'Your credit balance is too low'}}", FailureKind.QUOTA_EXHAUSTED),
                Arguments.of(400, "[{'error':{'code':400,'message':'API key not valid.'}}]", FailureKind.CREDENTIALS),
                Arguments.of(
                        404,
                        "[{'error':{'message':'models/x is not found for API version v1'}}]",
                        FailureKind.MODEL_NOT_FOUND),
                Arguments.of(403, "{'error':{'message':'not from here'}}", FailureKind.FORBIDDEN),
                Arguments.of(
                        400,
                        "{'error':{'message':'User location is not supported for the API use.'}}",
                        FailureKind.FORBIDDEN),
                Arguments.of(422, "{'error':'registry/x does not support tools'}", FailureKind.INVALID_REQUEST),
                Arguments.of(400, "{'error':'registry/x does not support tools'}", FailureKind.UNSUPPORTED));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void anotherModelAnswersWhatIsNoFaultOfTheRequest(int status, String body, FailureKind kind) {
        primary.always(Fault.status(status).body("application/json", body.replace('\'', '"')));
        if (kind == FailureKind.INVALID_REQUEST) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> setup.chat.complete(CHAT, QUESTION)))
                    .isNotNull();
        } else {
            assertThat(setup.chat.complete(CHAT, QUESTION).value().text()).isEqualTo("from the fallback");
            assertThat(setup.read()).isEqualTo("from the fallback");
        }
        assertThat(kinds().get(0)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "error_finish", "function_call_filter: MALFORMED_FUNCTION_CALL"})
    void aFinishReasonThatIsAnErrorIsNeverASuccess(String reason) {
        primary.always(seen -> seen.streaming() ? stream(reason, "") : whole(reason, ""));
        assertThat(setup.chat.complete(CHAT, QUESTION).value().text()).isEqualTo("from the fallback");
        assertThat(kinds()).containsExactly(FailureKind.GENERATION_FAILED, FailureKind.GENERATION_FAILED, null);
        heard.clear();
        assertThat(setup.read()).isEqualTo("from the fallback");
        assertThat(kinds()).containsExactly(FailureKind.GENERATION_FAILED, FailureKind.GENERATION_FAILED, null);
        assertThat(setup.router.operations().exclusions(CHAT)).isEmpty();
    }

    @Test
    void itsOwnErrorTellsMore() {
        String error = ",\"error\":{\"code\":429,\"message\":\"slow down\"}";
        primary.always(seen -> seen.streaming() ? stream("error", error) : whole("error", error));
        assertThat(setup.chat.complete(CHAT, QUESTION).value().text()).isEqualTo("from the fallback");
        assertThat(kinds()).containsExactly(FailureKind.RATE_LIMITED, null);
    }

    @Test
    void aModelThatCouldNotWriteItsToolCallIsAskedOnceMore() {
        primary.script(
                Fault.status(400)
                        .body(
                                "application/json",
                                "{\"error\":{\"message\":\"Failed to call a function.\",\"code\":\"tool_use_failed\",\"failed_generation\":\"<x\"}}"),
                Fault.none());
        assertThat(setup.chat.complete(CHAT, QUESTION).model().id()).isEqualTo("primary");
        assertThat(kinds()).containsExactly(FailureKind.GENERATION_FAILED, null);
        assertThat(setup.failed).hasSize(1);
    }

    @Test
    void aFieldThatTheRouterAddedCostsNoAttempt() {
        primary.script(
                Fault.status(422)
                        .body(
                                "application/json",
                                "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"stream_options\"],\"msg\":\"Extra inputs are not permitted\"}]}"),
                Fault.none());
        setup.read();
        assertThat(kinds()).containsExactly((FailureKind) null);
        assertThat(setup.failed).isEmpty();
        assertThat(primary.requestCount()).isEqualTo(2);
    }

    private static Fault whole(String reason, String error) {
        return Fault.status(200)
                .body(
                        "application/json",
                        "{\"id\":\"1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"half\"},\"finish_reason\":\""
                                + reason + "\"" + error + "}]}");
    }

    private static Fault stream(String reason, String error) {
        return Fault.status(200)
                .body(
                        "text/event-stream",
                        "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason
                                + "\"" + error + "}]}\n\ndata: [DONE]\n\n");
    }

    private List<FailureKind> kinds() {
        return heard.get(0).attempts().stream()
                .map(attempt -> {
                    Failure failure = attempt.failure();
                    return failure == null ? null : failure.kind();
                })
                .toList();
    }
}
