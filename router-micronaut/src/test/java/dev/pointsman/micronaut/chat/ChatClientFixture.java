package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Capability;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.wire.ChatRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A chat client over two providers that break as told, one of each wire. */
abstract class ChatClientFixture {
    static final Duration SOON = Duration.ofSeconds(15);
    static final String ANSWER = "tok0 tok1 tok2 tok3 tok4 tok5 tok6 tok7 tok8 tok9";
    static final ChatRequest QUESTION = ChatRequest.user("Count!");
    static final RouteRequest CHAT = RouteRequest.toPool("chat");

    final FaultyProvider first = FaultyProvider.openAi().start();
    final FaultyProvider second = FaultyProvider.anthropic().start();
    ModelRouter router;
    ChatClient chat;

    @BeforeEach
    void wire() {
        router = ModelRouter.builder()
                .model(Model.builder("one", "first")
                        .operations(Set.of(Operation.CHAT, Operation.EMBEDDINGS))
                        .capabilities(Set.of(Capability.TOOLS))
                        .contextWindow(8000)
                        .build())
                .model(Model.builder("two", "second").build())
                .pool(Pool.of("chat", "one", "two").withGoal(Goal.of("ordered")))
                .build();
        chat = new ChatClient(
                router,
                List.of(settings("first", "openai", first.url()), settings("second", "anthropic", second.url())));
    }

    @AfterEach
    void close() {
        chat.close();
        first.close();
        second.close();
    }

    static ProviderSettings settings(String name, String wire, String url) {
        return ProviderSettings.of(name, wire, URI.create(url), "key-of-" + name);
    }

    int inFlight() {
        return router.operations().snapshot().stream()
                .mapToInt(one -> one.statistics().inFlight())
                .sum();
    }
}
