package dev.pointsman.examples.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatServiceTest implements TestPropertyProvider {
    private final FaultyProvider openai =
            FaultyProvider.openAi().text("from openai").start();
    private final FaultyProvider anthropic =
            FaultyProvider.anthropic().text("from anthropic").start();

    @Inject
    ChatService chat;

    @Override
    public Map<String, String> getProperties() {
        return Map.of(
                "pointsman.providers.openai.url", openai.url(), "pointsman.providers.anthropic.url", anthropic.url());
    }

    @AfterEach
    void heal() {
        openai.heal();
    }

    @AfterAll
    void close() {
        openai.close();
        anthropic.close();
    }

    @Test
    void theCheaperModelAnswers() {
        assertThat(chat.answer("hello", Goal.COST).value()).isEqualTo("from openai");
    }

    @Test
    void aBrokenProviderFailsOver() {
        openai.always(Fault.status(503));
        RouteResult<String> result = chat.answer("hello", Goal.COST);
        assertThat(result.value()).isEqualTo("from anthropic");
        assertThat(result.trace().attempts().get(0).failure().kind()).isEqualTo(FailureKind.SERVER_ERROR);
    }

    @Test
    void aStreamFailsOverBeforeItsFirstToken() {
        openai.always(Fault.resetAfter(0));
        assertThat(String.join("", chat.stream("hello").collectList().block())).isEqualTo("from anthropic");
    }
}
