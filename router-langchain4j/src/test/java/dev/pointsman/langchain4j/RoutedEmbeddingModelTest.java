package dev.pointsman.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutedEmbeddingModelTest {
    @Test
    void aBrokenProviderFailsOver() {
        try (FaultyProvider first = FaultyProvider.openAi().start();
                FaultyProvider second = FaultyProvider.openAi().start()) {
            first.always(Fault.status(503));
            RoutedEmbeddingModel model = RoutedEmbeddingModel.of(
                    router(), "vectors", 3, Map.of("a", embedding(first), "b", embedding(second)));

            assertThat(model.embedAll(List.of(TextSegment.from("x"), TextSegment.from("y")))
                            .content())
                    .hasSize(2);
            assertThat(model.embed("z").content().vector()).isNotEmpty();
            assertThat(model.dimension()).isEqualTo(3);
            assertThat(second.requestCount()).isEqualTo(2);
        }
    }

    @Test
    void aMissingModelIsRefused() {
        assertThatThrownBy(() -> RoutedEmbeddingModel.of(router(), "vectors", 3, Map.of()))
                .hasMessageContaining("models: [] (expected: all of pool vectors");
    }

    private static ModelRouter router() {
        return ModelRouter.builder()
                .model(Model.builder("a", "first")
                        .operations(Set.of(Operation.EMBEDDINGS))
                        .build())
                .model(Model.builder("b", "second")
                        .operations(Set.of(Operation.EMBEDDINGS))
                        .build())
                .pool(Pool.of("vectors", "a", "b"))
                .build();
    }

    private static EmbeddingModel embedding(FaultyProvider provider) {
        return OpenAiEmbeddingModel.builder()
                .baseUrl(provider.url())
                .apiKey("key")
                .modelName("m")
                .maxRetries(0)
                .build();
    }
}
