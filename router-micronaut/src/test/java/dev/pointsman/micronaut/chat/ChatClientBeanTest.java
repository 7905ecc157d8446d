package dev.pointsman.micronaut.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ChatClientBeanTest {

    @Test
    void theClientIsABeanOverTheProvidersOfTheApplication() {
        try (FaultyProvider provider = FaultyProvider.openAi().text("hello").start()) {
            ModelRouter router = ModelRouter.builder()
                    .model(Model.builder("one", "first").build())
                    .pool(Pool.of("chat", "one").withGoal(Goal.of("ordered")))
                    .build();
            ProviderSettings settings = ProviderSettings.of("first", "openai", URI.create(provider.url()), "");
            try (ApplicationContext context =
                    ApplicationContext.builder().singletons(router, settings).start()) {
                ChatClient chat = context.getBean(ChatClient.class);
                assertThat(chat.complete(ChatRequest.user("hi")).text()).isEqualTo("hello");
            }
        }
    }

    @Test
    void thereIsNoClientWithoutARouter() {
        try (ApplicationContext context = ApplicationContext.builder().start()) {
            assertThat(context.containsBean(ChatClient.class)).isFalse();
        }
    }
}
