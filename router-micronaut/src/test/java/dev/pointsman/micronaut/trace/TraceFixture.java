package dev.pointsman.micronaut.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/** One application for all tests of a class; no test leaves a span open, nor anything for the next. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TraceFixture {
    final Traced application = new Traced();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(application.bean(CallTraces.class).open()).isZero();
        application.forget();
    }

    @AfterAll
    void close() {
        application.close();
    }
}
