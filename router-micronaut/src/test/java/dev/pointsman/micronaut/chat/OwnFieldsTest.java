package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import dev.pointsman.wire.ChatRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A field that the router added, or a limit by the wrong one of its two names, costs one more request and no failure. */
class OwnFieldsTest extends ProviderClientFixture {
    private static final String STREAM_OPTIONS = """
            {"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],
            "msg":"Extra inputs are not permitted","input":{"include_usage":true}}]},"type":"invalid_request_error"}""";

    private static final String MAX_TOKENS = """
            {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use
            'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}""";

    private final FaultyProvider provider = start(FaultyProvider.openAi());
    private final ProviderClient client = client("openai", provider);

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void aStreamIsAskedForOnceMoreWithoutTheFieldAndTheNextOneAtOnce(int status) {
        provider.script(Fault.status(status).body("application/json", STREAM_OPTIONS), Fault.none(), Fault.none());
        assertThat(client.stream(MODEL, QUESTION).collectList().block(SOON)).isNotEmpty();
        assertThat(client.stream(MODEL, QUESTION).collectList().block(SOON)).isNotEmpty();
        assertThat(sent()).hasSize(3);
        assertThat(sent().get(0).get("stream_options")).isNotNull();
        assertThat(sent().get(1).get("stream_options")).isNull();
        assertThat(sent().get(2).get("stream_options")).isNull();
        assertThat(sent().get(1).get("messages")).isEqualTo(sent().get(0).get("messages"));
    }

    @Test
    void aLimitTakesItsOtherNameForTheModelThatRefusedTheFirst() {
        provider.script(
                Fault.status(400).body("application/json", MAX_TOKENS), Fault.none(), Fault.none(), Fault.none());
        client.complete(MODEL, QUESTION).block(SOON);
        client.complete(MODEL, QUESTION).block(SOON);
        CallTarget other =
                new CallTarget(Model.builder("other", "p").name("other-1").build(), MODEL.limits(), spent -> {});
        client.complete(other, QUESTION).block(SOON);
        assertThat(sent().get(0).get("max_tokens").intValue()).isEqualTo(100);
        for (int i : List.of(1, 2)) {
            assertThat(sent().get(i).get("max_completion_tokens").intValue()).isEqualTo(100);
            assertThat(sent().get(i).get("max_tokens")).isNull();
        }
        assertThat(sent().get(3).get("max_tokens").intValue()).isEqualTo(100);
    }

    @Test
    void whatTheCallerAskedForIsHisOwnAndStays() {
        provider.always(Fault.status(422).body("application/json", STREAM_OPTIONS));
        ChatRequest own = ChatRequest.builder()
                .user("Count!")
                .field("stream_options", Trees.of("{'include_usage':true}"))
                .build();
        assertThat(failureOf(() -> client.stream(MODEL, own).blockLast(SOON)).kind())
                .isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aRefusalThatStaysIsTheAnswerAndTeachesNothing() {
        provider.script(
                Fault.status(422).body("application/json", STREAM_OPTIONS),
                Fault.status(422).body("application/json", "{\"error\":{\"message\":\"and another thing\"}}"),
                Fault.none());
        assertThat(failureOf(() -> client.stream(MODEL, QUESTION).blockLast(SOON))
                        .message())
                .isEqualTo("and another thing");
        client.stream(MODEL, QUESTION).blockLast(SOON);
        assertThat(sent()).hasSize(3);
        assertThat(sent().get(2).get("stream_options")).isNotNull();
    }

    @Test
    void anotherRefusalThatNamesAFieldIsNone() {
        provider.always(Fault.status(400)
                .body("application/json", "{\"error\":{\"message\":\"max_tokens is too large: 100.\"}}"));
        assertThat(failureOf(() -> client.complete(MODEL, QUESTION).block(SOON)).kind())
                .isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(sent()).hasSize(1);
    }

    private List<JsonNode> sent() {
        return provider.requests().stream()
                .map(SeenRequest::body)
                .map(Trees::of)
                .toList();
    }
}
