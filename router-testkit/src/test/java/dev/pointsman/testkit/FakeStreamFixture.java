package dev.pointsman.testkit;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;

/** A provider of six tokens that always has the same fault, and a client that asks it. */
abstract class FakeStreamFixture {
    static final String FOUR = "tok0 tok1 tok2 tok3";
    static final String ALL = FOUR + " tok4 tok5";

    private FaultyProvider provider = FaultyProvider.openAi().start();

    FaultyProvider provider() {
        return provider;
    }

    Received stream(Dialect dialect, Fault fault) throws Exception {
        start(dialect, fault);
        return new Client(provider).stream(dialect.stream());
    }

    HttpResponse<String> document(Dialect dialect, Fault fault) throws Exception {
        start(dialect, fault);
        return new Client(provider).chat(dialect.document());
    }

    void start(Dialect dialect, Fault fault) {
        provider.close();
        provider = dialect.start();
        provider.always(fault);
    }

    /** How the first request ended. */
    ExchangeEnding ending() {
        return provider.requests().get(0).ending();
    }

    @AfterEach
    void close() {
        provider.close();
    }
}
