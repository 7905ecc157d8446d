package dev.pointsman.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutedChatTest {
    private final FaultyProvider first =
            FaultyProvider.openAi().text("from first").start();
    private final FaultyProvider second =
            FaultyProvider.openAi().text("from second").start();
    private final RoutedChat chat = new RoutedChat(Map.of(
            "first", new ChatCompletions(first.url(), "key"), "second", new ChatCompletions(second.url(), "key")));

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void theCheaperModelAnswersForTheGoalCost() throws Exception {
        assertThat(chat.ask("hello", Goal.COST).value()).isEqualTo("from second");
    }

    @Test
    void anErrorStatusFailsOver() throws Exception {
        second.always(Fault.status(503));
        RouteResult<String> result = chat.ask("hello", Goal.COST);
        assertThat(result.value()).isEqualTo("from first");
        assertThat(result.trace().attempts().get(0).failure().kind()).isEqualTo(FailureKind.SERVER_ERROR);
    }

    @Test
    void aRefusedConnectionFailsOverWithoutAMapping() throws Exception {
        second.down();
        RouteResult<String> result = chat.ask("hello", Goal.COST);
        assertThat(result.value()).isEqualTo("from first");
        assertThat(result.trace().attempts().get(0).failure().kind()).isEqualTo(FailureKind.CONNECTION);
    }

    @Test
    void aWrongRequestIsNotRepeated() {
        second.always(Fault.status(400));
        assertThatExceptionOfType(Exception.class).isThrownBy(() -> chat.ask("hello", Goal.COST));
        assertThat(first.requestCount()).isZero();
    }
}
