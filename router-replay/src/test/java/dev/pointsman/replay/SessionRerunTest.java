package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.decisionlog.DecisionLog;
import dev.pointsman.decisionlog.DecisionLogBuilder;
import dev.pointsman.decisionlog.DecisionLogReader;
import dev.pointsman.decisionlog.LoggedContext;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.PromptCache;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.SessionDraw;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of sessions holds everything that their decisions depended on. */
class SessionRerunTest {
    private static final int CALLS = 400;

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final AtomicLong now = new AtomicLong(-77);

    @BeforeEach
    void policies() throws IOException {
        for (String goal : List.of("speed", "balanced", "cost")) {
            Files.writeString(folder.resolve(goal + ".yaml"), "strategy: " + goal);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"speed", "balanced", "cost"})
    void decisionsOfSessionsAreComputedAgainExactly(String goal) throws IOException {
        log(goal);

        int exit = ReplayCommand.commandLine()
                .setErr(new PrintWriter(said, true))
                .setOut(new PrintWriter(said, true))
                .execute("rerun", "--log", file("log.jsonl"), "--own", file(goal + ".yaml"));
        assertThat(exit).as(said.toString()).isZero();
    }

    @Test
    void aDrawBySessionIsTheOneOfItsNumber() throws IOException {
        int bySession = 0;
        int atHome = 0;
        for (LoggedDecision decision : log("balanced")) {
            LoggedContext.Outlook outlook =
                    Objects.requireNonNull(decision.context().outlook());
            atHome += outlook.home() >= 0 ? 1 : 0;
            if (outlook.sessionDraw() >= 0) {
                bySession++;
                assertThat(outlook.home()).isNegative();
                assertThat(decision.drawn()).isNaN();
                assertThat(decision.chosen()).isEqualTo(least(decision, outlook.sessionDraw()));
            }
        }
        assertThat(bySession).isBetween(10, CALLS);
        assertThat(atHome).isBetween(CALLS / 2, CALLS);
    }

    @Test
    void anEstimateSaysWhenTheSessionsHaveNoNames() throws IOException {
        log("balanced");
        assertThat(compared()).contains("400 calls of sessions without a name: intervals are too narrow");
        Files.delete(folder.resolve("log.jsonl"));
        write(
                "balanced",
                DecisionLog.builder(folder.resolve("log.jsonl")).hashSessions().salt("salt of the test"));
        assertThat(compared()).contains("400 calls").doesNotContain("without a name");
    }

    private String compared() {
        StringWriter out = new StringWriter();
        ReplayCommand.commandLine()
                .setErr(new PrintWriter(said, true))
                .setOut(new PrintWriter(out, true))
                .execute(
                        "compare",
                        "--log",
                        file("log.jsonl"),
                        "--policy",
                        file("balanced.yaml"),
                        "--picture",
                        file("picture.png"));
        return out.toString();
    }

    private static int least(LoggedDecision decision, int number) {
        int first = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < decision.candidates().size(); i++) {
            var candidate = decision.candidates().get(i);
            double lateness = SessionDraw.lateness(number, candidate.model(), candidate.probability());
            if (lateness < least) {
                least = lateness;
                first = i;
            }
        }
        return first;
    }

    private List<LoggedDecision> log(String goal) throws IOException {
        write(goal, DecisionLog.builder(folder.resolve("log.jsonl")));
        List<LoggedDecision> read = new ArrayList<>();
        try (DecisionLogReader reader = DecisionLogReader.open(folder.resolve("log.jsonl"))) {
            for (LoggedDecision decision = reader.next(); decision != null; decision = reader.next()) {
                read.add(decision);
            }
        }
        return read;
    }

    private void write(String goal, DecisionLogBuilder to) throws IOException {
        try (DecisionLog log = to.open()) {
            ModelRouter router = ModelRouter.builder()
                    .clock(now::get)
                    .listener(log)
                    .model(Model.builder("dear", "a")
                            .price(new Pricing(3, 15, .3, 3.75, 6))
                            .cache(new PromptCache(Duration.ofHours(1), 1024, true))
                            .build())
                    .model(Model.builder("half", "b")
                            .price(new Pricing(1, 5, .5))
                            .build())
                    .model(Model.builder("plain", "c").price(Pricing.of(.8, 4)).build())
                    .pool(Pool.of("chat", "dear", "half", "plain").withGoal(Goal.of(goal)))
                    .build();
            for (int i = 0; i < CALLS; i++) {
                call(router, i % 20, i / 20 + 1);
            }
        }
    }

    private void call(ModelRouter router, int session, int turn) {
        int prompt = 6000 + 900 * turn + 10 * session;
        now.addAndGet(1_500_000_000L + 77_777L * session);
        Attempt attempt = router.route(RouteRequest.builder()
                .session("s" + session)
                .turn(turn)
                .sharedPrefix(session % 3 + 1, 4000)
                .estimatedInputTokens(prompt)
                .streaming(true)
                .build());
        int cached = turn > 1 && session % 5 > 0 ? prompt - 900 : 0;
        now.addAndGet(400_000_000L + 31_000_000L * (session % 7) + 100_000L * (prompt - cached));
        attempt.firstToken();
        now.addAndGet(900_000_000L);
        attempt.succeed(new Usage(prompt, cached, prompt - cached, 0, 100));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
