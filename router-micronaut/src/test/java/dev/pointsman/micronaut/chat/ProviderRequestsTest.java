package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.failure.FailureMappings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests sent to a provider. */
class ProviderRequestsTest extends ProviderClientFixture {
    @Test
    void headersAndQueryOfAzureAreSentAndNoAuthorization() {
        FaultyProvider provider = start(FaultyProvider.openAi());
        ProviderSettings settings = ProviderSettings.of("p", "openai", URI.create(provider.url()), "")
                .with(Map.of("api-key", KEY), Map.of("api-version", "2024-10-21"));
        ProviderClient client = client(settings, FailureMappings.NONE);
        client.complete(MODEL, QUESTION).block(SOON);
        SeenRequest seen = provider.requests().get(0);
        assertThat(seen.path()).isEqualTo("/v1/chat/completions");
        assertThat(seen.query()).isEqualTo("api-version=2024-10-21");
        assertThat(seen.header("api-key")).hasValue(KEY);
        assertThat(seen.header("Authorization")).isEmpty();
    }

    @Test
    void usageIsAskedForAndOtherFieldsPassUntouched() throws Exception {
        FaultyProvider provider = start(FaultyProvider.openAi());
        ChatRequest request = ChatRequest.of(
                Trees.of(
                        "{'model':'pool','messages':[{'role':'user','content':'hi'}],'future_field':{'a':[1.5,null]},'stream':true}"));
        ProviderClient client = client("openai", provider);
        client.stream(MODEL, request).blockLast(SOON);
        client.complete(MODEL, request).block(SOON);
        assertThat(Trees.of(provider.requests().get(0).body()))
                .isEqualTo(Trees.of("{'model':'tiny-1','messages':[{'role':'user','content':'hi'}],"
                        + "'future_field':{'a':[1.5,null]},'stream':true,'stream_options':{'include_usage':true}}"));
        assertThat(Trees.of(provider.requests().get(1).body()))
                .isEqualTo(Trees.of("{'model':'tiny-1','messages':[{'role':'user','content':'hi'}],"
                        + "'future_field':{'a':[1.5,null]}}"));
    }

    @Test
    void whatAWireCanNotSayIsRefusedBeforeAnythingIsSent() throws Exception {
        FaultyProvider provider = start(FaultyProvider.anthropic());
        ProviderClient client = client("anthropic", provider);
        ChatRequest two = QUESTION.toBuilder().field("n", Trees.of("2")).build();
        Failure failure = failureOf(() -> client.complete(MODEL, two).block(SOON));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.message()).isEqualTo("n: 2 (expected: 1 on wire anthropic)");
        assertThat(failureOf(() -> client.embed(MODEL, EmbeddingRequest.of("a")).block(SOON))
                        .message())
                .contains("operation: embeddings");
        assertThat(provider.requestCount()).isZero();
    }
}
