package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The id in a response's header is that of the call's record in the audit. */
class DecisionIdTest {
    private final Logger audit = (Logger) LoggerFactory.getLogger("dev.pointsman.audit");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final FaultyProvider only = FaultyProvider.openAi().text("hello").start();
    private final Gateway gateway;

    DecisionIdTest() throws Exception {
        lines.start();
        audit.setLevel(Level.INFO);
        audit.addAppender(lines);
        gateway = Gateway.start("""
                pointsman:
                  instance: eu-1
                  providers: { acme: { wire: openai, url: "%s" } }
                  models: [ { id: only, provider: acme } ]
                  pools: { chat: { primary: [only], failover: { retry-same: 0 } } }
                  audit: { enabled: true }
                """.formatted(only.url()));
    }

    @AfterEach
    void leave() {
        audit.detachAppender(lines);
        audit.setLevel(null);
        only.close();
    }

    @Test
    void anAnswerAStreamAndAFailureTellIt() throws Exception {
        Heard whole = gateway.ask();
        Heard stream = gateway.stream();
        only.always(Fault.status(503));
        Heard failed = gateway.ask();
        gateway.close(); // what is not yet written is written now
        assertThat(failed.status()).isEqualTo(502);
        List<JsonNode> records = lines.list.stream()
                .map(line -> Gateway.json(line.getFormattedMessage()))
                .toList();
        assertThat(records)
                .extracting(record -> record.path("decision").asText())
                .containsExactly(id(whole), id(stream), id(failed))
                .allMatch(id -> id.startsWith("eu-1-"))
                .doesNotHaveDuplicates();
        assertThat(records)
                .extracting(record -> record.path("ending").asText())
                .containsExactly("served", "served", "failed");
    }

    private static String id(Heard heard) {
        return heard.headers().firstValue(RouterHeaders.DECISION).orElseThrow();
    }
}
