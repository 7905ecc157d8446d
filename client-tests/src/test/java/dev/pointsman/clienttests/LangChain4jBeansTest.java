package dev.pointsman.clienttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.pointsman.langchain4j.RoutedChatModel;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.inject.qualifiers.Qualifiers;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Named beans of LangChain4j's models, as Micronaut's integration makes them, as the candidates of a configured pool. */
class LangChain4jBeansTest {
    private final FaultyProvider openai =
            FaultyProvider.openAi().text("from openai").start();
    private final FaultyProvider anthropic =
            FaultyProvider.anthropic().text("from anthropic").start();

    /** Models of LangChain4j, named by the ids of the pool's models. */
    @Factory
    @Requires(property = "beans.of.langchain4j")
    static class Models {
        @Singleton
        @Named("gpt-4.1")
        ChatModel openai(@Value("${pointsman.providers.openai.url}") String url) {
            return OpenAiChatModel.builder()
                    .baseUrl(url)
                    .apiKey("key")
                    .modelName("gpt-4.1")
                    .maxRetries(0)
                    .build();
        }

        @Singleton
        @Named("claude-haiku-4-5")
        ChatModel anthropic(@Value("${pointsman.providers.anthropic.url}") String url) {
            return AnthropicChatModel.builder()
                    .baseUrl(url)
                    .apiKey("key")
                    .modelName("claude-haiku-4-5")
                    .maxRetries(0)
                    .build();
        }

        @Singleton
        @Primary
        ChatModel routed(ModelRouter router, BeanContext beans) {
            return RoutedChatModel.builder(router)
                    .pool("chat")
                    .models(id -> beans.findBean(ChatModel.class, Qualifiers.byName(id))
                            .orElse(null))
                    .build();
        }
    }

    @AfterEach
    void close() {
        openai.close();
        anthropic.close();
    }

    @Test
    void theApplicationsModelIsThePoolOfItsNamedModels() {
        try (ApplicationContext application = start("claude-haiku-4-5")) {
            ChatModel model = application.getBean(ChatModel.class);
            assertThat(model.chat("hello")).isEqualTo("from openai");
            openai.always(Fault.status(503));
            assertThat(model.chat("hello")).isEqualTo("from anthropic");
        }
    }

    @Test
    void aModelWithoutABeanIsNamed() {
        try (ApplicationContext application = start("gpt-4.1-mini")) {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> application.getBean(ChatModel.class))
                    .withMessageContaining("without [gpt-4.1-mini]");
        }
    }

    private ApplicationContext start(String fallback) {
        return ApplicationContext.run(Map.of(
                "beans.of.langchain4j",
                true,
                "pointsman.providers.openai.wire",
                "openai",
                "pointsman.providers.openai.url",
                openai.url(),
                "pointsman.providers.anthropic.wire",
                "anthropic",
                "pointsman.providers.anthropic.url",
                anthropic.url(),
                "pointsman.models",
                List.of(
                        Map.of("id", "gpt-4.1", "provider", "openai"),
                        Map.of("id", fallback, "provider", fallback.startsWith("gpt") ? "openai" : "anthropic")),
                "pointsman.pools.chat",
                Map.of("primary", List.of("gpt-4.1"), "fallback", List.of(fallback))));
    }
}
