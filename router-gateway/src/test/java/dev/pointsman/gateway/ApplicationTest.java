package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

class ApplicationTest {

    @Test
    void aWrongConfigurationIsToldInItsOwnWords() {
        Throwable thrown = catchThrowable(() -> Gateway.start("""
                pointsman:
                  providers: { acme: { wire: openai, url: "http://localhost:1" } }
                  models: [ { id: only, provider: nobody } ]
                  pools: { chat: { primary: [only] } }
                """).close());
        assertThat(Application.mistake(thrown)).hasValue("""
                Pointsman's configuration is wrong:
                  pointsman.models[0].provider: nobody (expected: one of: acme)""");
    }

    @Test
    void anyOtherFaultIsNone() {
        assertThat(Application.mistake(new IllegalStateException(new RuntimeException("x"))))
                .isEmpty();
    }
}
