package dev.pointsman.micronaut.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Records of operator actions. */
class ActionRecordsTest {
    private final Logger operations = (Logger) LoggerFactory.getLogger("dev.pointsman.operations");
    private final Lines lines = new Lines();
    private final ManagementApp station;

    ActionRecordsTest() throws IOException {
        station = ManagementApp.open();
        lines.setContext(operations.getLoggerContext());
        lines.start();
        operations.addAppender(lines);
        operations.setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        operations.setLevel(null);
        operations.detachAppender(lines);
        station.close();
    }

    @Test
    void whateverIsDoneIsListedLoggedAndPublished() throws Exception {
        station.post("/pointsman/drill", "{\"model\":\"swift\",\"minutes\":2,\"share\":0.5}");
        station.post("/pointsman/hold", "{\"model\":\"thrifty\"}");
        station.post("/pointsman/hold", "{\"model\":\"nobody\"}");

        JsonNode listed = station.read("/pointsman").path("actions");
        assertThat(listed).extracting(one -> one.path("action").asText()).containsExactly("hold", "drill");
        assertThat(listed.at("/1/values").toString()).isEqualTo("{\"model\":\"swift\",\"minutes\":2.0,\"share\":0.5}");
        assertThat(listed.at("/0/who").asText()).isEqualTo("anonymous");
        assertThat(listed.at("/0/from").asText()).isEqualTo("127.0.0.1");
        assertThat(Instant.parse(listed.at("/0/at").asText()))
                .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());

        assertThat(lines.seen)
                .containsExactly(
                        "anonymous from 127.0.0.1: drill {model=swift, minutes=2.0, share=0.5}",
                        "anonymous from 127.0.0.1: hold {model=thrifty}");
        assertThat(station.bean(Desk.class).heard)
                .extracting(OperatorActionRecord::action)
                .containsExactly("drill", "hold");
    }

    @Test
    void theListsForgetTheOldest() {
        ActionService console = station.bean(ActionService.class);
        for (int i = 0; i < BoundedHistory.MOST + 5; i++) {
            console.execute(
                    "hold",
                    new ActionParameters(Map.of("model", i % 2 == 0 ? "swift" : "thrifty")),
                    new Operator(null, "x"));
        }
        console.execute("reset", new ActionParameters(Map.of("model", "swift")), new Operator(null, "x"));
        List<OperatorActionRecord> done = console.done();
        assertThat(done).hasSize(BoundedHistory.MOST);
        assertThat(done.get(0).action()).as("the newest first").isEqualTo("reset");
    }

    @Test
    void aNameFromOutsideIsOneLineWithoutControlCharacters() {
        station.bean(ActionService.class)
                .execute(
                        "hold",
                        new ActionParameters(Map.of("model", "swift")),
                        new Operator(LogSanitizer.text("eve\r\nroot\u001b[2J from 10.0.0.1: reset\u2028\u202e"), "x"));
        assertThat(lines.seen)
                .singleElement()
                .satisfies(line ->
                        assertThat(line).isEqualTo("eve??root?[2J from 10.0.0.1: reset?? from x: hold {model=swift}"));
    }

    @Test
    void aLongNameIsCutOff() {
        assertThat(LogSanitizer.text("x".repeat(1000))).hasSize(101).endsWith("x…");
    }

    @Test
    void noKeyIsInAnythingThatTheEndpointSays() throws Exception {
        station.ask(ManagementApp.SWIFT);
        StringBuilder said = new StringBuilder();
        for (String path : List.of("", "/health", "/explain", "/actions", "/transitions", "/nothing")) {
            said.append(station.get("/pointsman" + path).body());
        }
        for (String action : station.bean(ActionService.class).actions()) {
            said.append(station.post("/pointsman/" + action, "{\"model\":\"swift\"}")
                    .body());
        }
        said.append(station.get("/health").body())
                .append(station.bean(ModelRouter.class).operations().snapshot());
        assertThat(said.toString())
                .contains("swift")
                .doesNotContain(ManagementApp.KEY)
                .doesNotContain("Hello")
                .doesNotContain("from aurora");
    }

    /** Hears what operators do. */
    @Singleton
    @Requires(property = "pointsman.instance", value = "station")
    static final class Desk {
        final Queue<OperatorActionRecord> heard = new ConcurrentLinkedQueue<>();

        @EventListener
        void done(OperatorActionRecord action) {
            heard.add(action);
        }
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getFormattedMessage());
        }
    }
}
