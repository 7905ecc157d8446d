package dev.pointsman.examples.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Goal;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutedChatModelsTest {
    private final FaultyProvider mini =
            FaultyProvider.openAi().text("from mini").start();
    private final FaultyProvider nano =
            FaultyProvider.openAi().text("from nano").start();
    private final List<RouteResult<ChatResponse>> results = new ArrayList<>();
    private final RoutedChatModels models =
            new RoutedChatModels(Map.of("gpt-4.1-mini", mini.url(), "gpt-4.1-nano", nano.url()), "key", results::add);

    @AfterEach
    void close() {
        mini.close();
        nano.close();
    }

    @Test
    void theCheaperModelAnswers() {
        assertThat(models.ask("hello", Goal.COST)).isEqualTo("from nano");
    }

    @ParameterizedTest
    @CsvSource({
        "401, CREDENTIALS, 1",
        "403, FORBIDDEN, 1",
        "404, MODEL_NOT_FOUND, 1",
        "429, RATE_LIMITED, 1",
        "503, SERVER_ERROR, 2"
    })
    void aBrokenProviderFailsOver(int status, FailureKind kind, int requests) {
        nano.always(Fault.status(status));
        assertThat(models.ask("hello", Goal.COST)).isEqualTo("from mini");
        assertThat(firstFailure()).isEqualTo(kind);
        assertThat(nano.requestCount()).as("the router's attempts only").isEqualTo(requests);
    }

    @Test
    void anUnreadableAnswerFailsOver() {
        for (Fault fault : List.of(Fault.html(), Fault.badJson(), Fault.emptyBody())) {
            nano.next(fault);
            assertThat(models.ask("hello", Goal.COST)).as("%s", fault).isEqualTo("from mini");
            assertThat(firstFailure()).isEqualTo(FailureKind.BAD_RESPONSE);
        }
    }

    @Test
    void aBrokenConnectionFailsOver() {
        nano.always(Fault.cutBody());
        assertThat(models.ask("hello", Goal.COST)).isEqualTo("from mini");
        assertThat(firstFailure()).isEqualTo(FailureKind.CONNECTION);
    }

    @Test
    void aRefusedConnectionFailsOver() {
        nano.down();
        assertThat(models.ask("hello", Goal.COST)).isEqualTo("from mini");
        assertThat(firstFailure()).isEqualTo(FailureKind.CONNECTION);
    }

    private FailureKind firstFailure() {
        return results.get(results.size() - 1)
                .trace()
                .attempts()
                .get(0)
                .failure()
                .kind();
    }
}
