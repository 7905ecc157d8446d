package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.SimpleStrategy;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** A whole application as a user writes it: a configuration, a service, a strategy, and providers it talks to. */
class UserApplicationTest {
    private final FaultyProvider openai =
            FaultyProvider.openAi().text("from openai").start();
    private final FaultyProvider anthropic =
            FaultyProvider.anthropic().text("from anthropic").start();
    private final ApplicationContext application =
            Applications.start("""
          pointsman:
            providers:
              openai:    { wire: openai,    url: "%s", api-key: "sk-one" }
              anthropic: { wire: anthropic, url: "%s", api-key: "sk-two" }
            models:
              - { id: gpt-4o, provider: openai }
              - { id: haiku, name: claude-haiku-4-5, provider: anthropic, tags: [green] }
            pools:
              chat:
                goal: ordered
                primary: [gpt-4o, haiku]
          """.formatted(openai.url(), anthropic.url()), "user");
    private final Assistant assistant = application.getBean(Assistant.class);

    @AfterEach
    void nothingIsLeftInFlight() {
        assertThat(application.getBean(ModelRouter.class).operations().snapshot())
                .allSatisfy(model -> assertThat(model.statistics().inFlight()).isZero());
        application.close();
        openai.close();
        anthropic.close();
    }

    @Test
    void anAnswerComesFromTheFirstModelOfThePool() {
        assertThat(assistant.answer("Hello", null)).isEqualTo("from openai");
    }

    @Test
    void aGoalPerCallTakesTheUsersOwnStrategy() {
        assertThat(assistant.answer("Hello", Goal.of("green"))).isEqualTo("from anthropic");
    }

    @Test
    void aFailingProviderIsStoodInFor() {
        openai.always(Fault.status(503));
        RouteResult<String> result = assistant.traced("Hello");
        assertThat(result.value()).isEqualTo("from anthropic");
        assertThat(result.model().id()).isEqualTo("haiku");
        assertThat(result.trace().attempts())
                .extracting(attempt -> attempt.model().id())
                .containsExactly("gpt-4o", "gpt-4o", "haiku");
    }

    @Test
    void aStreamIsStoodInForBeforeItsFirstToken() {
        openai.always(Fault.status(503));
        assertThat(String.join("", assistant.stream("Hello").collectList().block()))
                .isEqualTo("from anthropic");
        assertThat(openai.requestCount()).as("once and once again").isEqualTo(2);
    }

    @Test
    void whatTheProviderCountedIsLearned() {
        assistant.answer("Hello", null);
        assertThat(application.getBean(ModelRouter.class).operations().snapshot())
                .filteredOn(model -> model.model().id().equals("gpt-4o"))
                .anySatisfy(model -> {
                    assertThat(model.statistics().successes()).isEqualTo(1);
                    assertThat(model.statistics().meanCost()).isPositive();
                });
    }

    /** The user's service. */
    @Singleton
    @Requires(property = "spec", value = "user")
    @Routed(pool = "chat")
    static class Assistant {
        private final ChatClient chat;

        Assistant(ChatClient chat) {
            this.chat = chat;
        }

        String answer(String question, @Nullable Goal goal) {
            return chat.complete(ChatRequest.user(question)).text();
        }

        RouteResult<String> traced(String question) {
            return RouteResult.of(chat.complete(ChatRequest.user(question)).text());
        }

        Flux<String> stream(String question) {
            return chat.stream(ChatRequest.user(question)).map(ChatChunk::text);
        }
    }

    /** The user's strategy. */
    @Singleton
    @Named("green")
    @Requires(property = "spec", value = "user")
    static class Green implements SimpleStrategy {
        @Override
        public String name() {
            return "green";
        }

        @Override
        public double score(Candidate candidate, RouteRequest request) {
            return candidate.model().tags().contains("green") ? 1 : 0;
        }
    }
}
