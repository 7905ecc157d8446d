package dev.pointsman.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.pointsman.model.Model;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import org.junit.jupiter.api.Test;

/** Answers by a JSON schema: asked for only if all models of the pool support it. */
class StructuredOutputTest {
    /** The answer. */
    record City(String name) {}

    /** The service. */
    interface Cities {
        City find(String question);
    }

    @Test
    void theSchemaReachesTheModelThatAnswers() {
        try (FaultyProvider first = FaultyProvider.openAi().start();
                FaultyProvider second =
                        FaultyProvider.openAi().text("{\"name\":\"Paris\"}").start()) {
            first.always(Fault.status(503));
            ModelRouter router = ModelRouter.builder()
                    .model(Model.builder("a", "first").build())
                    .model(Model.builder("b", "second").build())
                    .pool(Pool.of("chat", "a", "b"))
                    .build();
            RoutedChatModel model = RoutedChatModel.builder(router)
                    .model("a", withSchema(first))
                    .model("b", withSchema(second))
                    .build();

            assertThat(model.supportedCapabilities()).containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
            assertThat(AiServices.create(Cities.class, model).find("a city")).isEqualTo(new City("Paris"));
            assertThat(second.requests().get(0).body()).contains("json_schema");
        }
    }

    @Test
    void whatOneModelLacksThePoolLacks() {
        try (TwoVendors vendors = TwoVendors.answering()) {
            assertThat(vendors.chat().supportedCapabilities()).isEmpty();
        }
    }

    private static OpenAiChatModel withSchema(FaultyProvider provider) {
        return OpenAiChatModel.builder()
                .baseUrl(provider.url())
                .apiKey("key")
                .modelName("m")
                .maxRetries(0)
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .build();
    }
}
