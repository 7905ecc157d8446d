package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.RouteTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionLogTest {
    private static final RouteRequest WHOSE = RouteRequest.builder()
            .tenant("acme")
            .session("lunch")
            .cacheKey("what to eat?")
            .expectedOutputTokens(20)
            .streaming(true)
            .build();

    @TempDir
    Path directory;

    @Test
    void everyAttemptOfACallIsARecordOfItsOwn() throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        List<LoggedDecision> logged = logged(router -> {
            RouteTrace trace = router.call(WHOSE, attempt -> {
                        if (attempts.getAndIncrement() == 0) {
                            throw new ProviderException(Failure.of(FailureKind.RATE_LIMITED, "secret words"));
                        }
                        attempt.firstToken();
                        attempt.succeed(Usage.of(7, 21));
                        return "the answer";
                    })
                    .trace();
            assertThat(trace.attempts()).hasSize(2);
        });
        assertThat(logged).hasSize(2);
        LoggedDecision failed = logged.get(0);
        LoggedDecision served = logged.get(1);
        assertThat(failed.kind()).isEqualTo(DecisionKind.CHOICE);
        assertThat(failed.candidates()).hasSize(2);
        assertThat(failed.outcome().failure()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(served.kind()).isEqualTo(DecisionKind.ONLY);
        assertThat(served.exclusions())
                .containsExactly(new LoggedDecision.Excluded(failed.pick().model(), "tried"));
        assertThat(served.outcome().usage()).isEqualTo(Usage.of(7, 21));
        assertThat(served.outcome().cost()).isEqualTo(49e-6);
        assertThat(served.outcome().ttft())
                .isPositive()
                .isLessThanOrEqualTo(served.outcome().latency());
        assertThat(served.context().expectedOutputTokens()).isEqualTo(20);
        assertThat(served.time()).isBetween(Instant.now().minusSeconds(600), Instant.now());
        assertThat(logged).allSatisfy(decision -> {
            assertThat(decision.pool()).isEqualTo("chat");
            assertThat(decision.goal()).isEqualTo("balanced");
            assertThat(decision.policy()).isEqualTo("spring");
        });
    }

    @Test
    void everyAttemptKnowsItsCallAndItsPlaceInIt() throws IOException {
        List<LoggedDecision> logged = logged(router -> {
            router.route(RouteRequest.ANY).close();
            assertThatThrownBy(() -> router.call(RouteRequest.ANY, attempt -> {
                        throw new ProviderException(Failure.of(FailureKind.TIMEOUT, "late"));
                    }))
                    .isInstanceOf(RoutingException.class);
        });
        assertThat(logged).extracting(LoggedDecision::callId).containsExactly("west-0", "west-1", "west-1");
        assertThat(logged).extracting(LoggedDecision::attempt).containsExactly(0, 0, 1);
    }

    @Test
    void attemptsWithoutACallAreWrittenAsWell() throws IOException {
        List<LoggedDecision> logged = logged(router -> {
            router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.TIMEOUT, "late"));
            router.route(RouteRequest.ANY).close();
            router.route(RouteRequest.ANY).succeed();
        });
        assertThat(logged)
                .extracting(decision -> decision.outcome().ending())
                .containsExactly(CallOutcome.FAILED, CallOutcome.CANCELLED, CallOutcome.SERVED);
        assertThat(logged)
                .as("who stops waiting does not know how long it would have taken")
                .extracting(decision -> decision.outcome().censored())
                .containsExactly(true, true, false);
        assertThat(logged).extracting(LoggedDecision::id).containsExactly("west-0", "west-1", "west-2");
        assertThat(logged).extracting(LoggedDecision::callId).containsExactly("west-0", "west-1", "west-2");
    }

    @Test
    void aCallerWhoLeavesCensorsTheLatency() throws IOException {
        List<LoggedDecision> logged = logged(router -> router.callAsync(WHOSE, attempt -> new CompletableFuture<>())
                .toCompletableFuture()
                .cancel(true));
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).outcome().ending()).isEqualTo(CallOutcome.CANCELLED);
        assertThat(logged.get(0).outcome().censored()).isTrue();
    }

    @Test
    void whoCallsAndWhatIsSaidIsNeverWritten() throws IOException {
        try (DecisionLog log = DecisionLog.builder(path()).open()) {
            ask(TwoModelRouter.router(log));
        }
        assertThat(Files.readString(path()))
                .isNotEmpty()
                .doesNotContain("tenant", "acme", "session", "lunch", "eat", "answer");
    }

    @Test
    void tenantsAndSessionsAreHashedOnRequest() throws IOException {
        try (DecisionLog log = DecisionLog.builder(path())
                .hashTenants()
                .hashSessions()
                .salt("pepper")
                .open()) {
            ModelRouter router = TwoModelRouter.router(log);
            ask(router);
            ask(router);
            router.call(WHOSE.toBuilder().tenant("lunch").build(), attempt -> "answer");
        }
        List<LoggedDecision> logged = RoundTripTest.read(path());
        String tenant = logged.get(0).context().tenant();
        assertThat(tenant).matches("[0-9a-f]{32}");
        assertThat(logged.get(1).context().tenant()).isEqualTo(tenant);
        assertThat(logged.get(2).context().tenant())
                .isNotEqualTo(tenant)
                .as("a session of the same name is another thing")
                .isNotEqualTo(logged.get(2).context().session());
        assertThat(Files.readString(path())).doesNotContain("acme", "lunch", "pepper");
    }

    @Test
    void nothingIsHashedWithoutASecret() {
        assertThatThrownBy(() -> DecisionLog.builder(path()).hashTenants().open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("salt: missing (expected: a secret, as tenants or sessions are hashed)");
    }

    @Test
    void whatNobodyCouldServeIsNoDecision() throws IOException {
        RouteRequest unservable = RouteRequest.builder()
                .models(new AllowDenyList(Set.of("none"), Set.of()))
                .build();
        assertThat(logged(router -> assertThatThrownBy(() -> router.call(unservable, Attempt::model))
                        .isInstanceOf(dev.pointsman.failure.NoModelAvailableException.class)))
                .isEmpty();
    }

    private static void ask(ModelRouter router) {
        router.call(WHOSE, attempt -> "the answer");
    }

    private interface Use {
        void of(ModelRouter router);
    }

    private List<LoggedDecision> logged(Use use) throws IOException {
        try (DecisionLog log = DecisionLog.builder(path()).policy("spring").open()) {
            use.of(TwoModelRouter.router(log));
        }
        return RoundTripTest.read(path());
    }

    private Path path() {
        return directory.resolve("decisions.jsonl");
    }
}
