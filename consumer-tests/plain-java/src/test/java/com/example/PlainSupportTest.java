package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.FailureKind;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlainSupportTest {
    private final FaultyProvider first =
            FaultyProvider.openAi().text("from first").start();
    private final FaultyProvider second =
            FaultyProvider.openAi().text("from second").start();
    private final PlainSupport support = new PlainSupport(Map.of("first", first.url(), "second", second.url()));

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void thePrimaryModelAnswers() throws Exception {
        assertThat(support.answer("hello").value()).contains("from first");
    }

    @Test
    void anErrorFailsOver() throws Exception {
        first.always(Fault.status(503));
        RouteResult<String> result = support.answer("hello");
        assertThat(result.value()).contains("from second");
        assertThat(result.trace().attempts().get(0).failure().kind()).isEqualTo(FailureKind.SERVER_ERROR);
    }
}
