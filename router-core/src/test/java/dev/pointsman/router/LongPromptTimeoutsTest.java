package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Timeouts;
import dev.pointsman.model.Usage;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.policy.HedgePolicy;
import dev.pointsman.policy.Pool;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Waits for the first tokens of long prompts in virtual time: half a second, and 100 ms per thousand tokens that are read. */
class LongPromptTimeoutsTest {
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final double IDLE = .5;
    private static final double PER_TOKEN = 1e-4;

    private RouterFixture bench = RouterFixture.of("a");
    private int sessions;

    @Test
    void aLongPromptThatIsNotCachedIsWaitedForAsLongAsItTakes() {
        ModelRouter router = learned(bench.router());
        Attempt cold = begin(router, "new", 200_000);
        double expected = 200_000 * PER_TOKEN;
        assertThat(seconds(cold)).isBetween(2 * expected, 4 * expected);
    }

    @Test
    void aShortPromptWaitsNoLongerThanConfigured() {
        ModelRouter router = learned(bench.router());
        for (int prompt : new int[] {1, 1_000, 10_000, 20_000}) {
            assertThat(begin(router, "new " + prompt, prompt).timeouts().firstToken())
                    .as("%s tokens", prompt)
                    .isEqualTo(USUAL);
        }
    }

    @Test
    void aPromptThatIsExpectedToBeCachedWaitsLessButOutlastsALostCache() {
        ModelRouter router = learned(bench.router());
        turn(router, "s", 150_000, 0);
        turn(router, "s", 150_000, 149_000);
        Attempt warm = begin(router, "s", 150_000);
        double whole = 150_000 * PER_TOKEN;
        assertThat(seconds(warm)).isGreaterThan(1.3 * whole);
        warm.ignore();
        assertThat(seconds(begin(router, "other", 150_000))).isGreaterThan(1.4 * seconds(warm));
    }

    @Test
    void theWaitIsAtMostThatForAWholeAnswerAndTheCallsDeadline() {
        ModelRouter router = learned(bench.router());
        Attempt endless = begin(router, "new", 2_000_000);
        assertThat(endless.timeouts().firstToken()).isEqualTo(Duration.ofSeconds(60));
        RouteRequest hurried = streaming("hurried", 2_000_000).toBuilder()
                .deadline(Duration.ofSeconds(20))
                .build();
        assertThat(router.begin(hurried).next().timeouts().firstToken()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void anOwnTimeoutOverThatOfAWholeAnswerStays() {
        RouterFixture patient = new RouterFixture()
                .model(Model.builder("a", "p")
                        .timeouts(new Timeouts(Duration.ofMinutes(5), null, Duration.ofSeconds(60)))
                        .build());
        ModelRouter router = patient.router();
        router.route(RouteRequest.builder().session("s").build()).succeed(Usage.of(100, 10));
        assertThat(begin(router, "new", 2_000_000).timeouts().firstToken()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void withoutSessionsNoPromptIsTakenIntoAccount() {
        ModelRouter router = bench.router();
        RouteRequest plain = RouteRequest.builder()
                .streaming(true)
                .estimatedInputTokens(200_000)
                .build();
        for (int i = 0; i < 20; i++) {
            serve(router.route(plain), 200_000, 0);
        }
        assertThat(router.route(plain).timeouts().firstToken()).isEqualTo(USUAL);
    }

    @Test
    void aTimeoutOfTheLongerWaitCountsAgainstTheModel() {
        ModelRouter router = learned(bench.router());
        Attempt hung = begin(router, "new", 200_000);
        bench.clock.pass(hung.timeouts().firstToken());
        long before = failures(router);
        hung.fail(Failure.of(FailureKind.TIMEOUT, "silent"));
        assertThat(failures(router)).isEqualTo(before + 1);
    }

    @Test
    void aHedgeWaitsForWhatIsNotCached() {
        ModelRouter learnedDelay = learned(hedging(null));
        assertThat(hedge(learnedDelay, 1_000)).isBetween(.6, 1.8);
        assertThat(hedge(learnedDelay, 50_000)).isBetween(50_000 * PER_TOKEN, 4 * 50_000 * PER_TOKEN);
        ModelRouter fixedDelay = learned(hedging(Duration.ofSeconds(1)));
        assertThat(hedge(fixedDelay, 50_000)).isGreaterThan(1 + 50_000 * PER_TOKEN);
    }

    private ModelRouter hedging(Duration after) {
        bench = RouterFixture.of("a", "b");
        return bench.router(Pool.of("pool", "a", "b")
                .withFailover(FailoverPolicy.DEFAULT)
                .withHedge(new HedgePolicy(true, after, .05)));
    }

    private double hedge(ModelRouter router, int prompt) {
        RoutedCall call = router.begin(streaming("new " + prompt, prompt));
        return call.hedgeDelay(call.next()).toNanos() / 1e9;
    }

    /** Serves sessions of prompts of many lengths, none of them cached. */
    private ModelRouter learned(ModelRouter router) {
        for (int i = 0; i < 200; i++) {
            turn(router, "learned " + sessions++, 2_000 + 400 * (i % 100), 0);
        }
        return router;
    }

    private void turn(ModelRouter router, String session, int prompt, int cached) {
        serve(begin(router, session, prompt), prompt, cached);
    }

    private void serve(Attempt attempt, int prompt, int cached) {
        bench.clock.passSeconds(IDLE + PER_TOKEN * (prompt - cached));
        attempt.firstToken();
        bench.clock.passSeconds(.5);
        attempt.succeed(new Usage(prompt, cached, 50));
    }

    private static Attempt begin(ModelRouter router, String session, int prompt) {
        return router.route(streaming(session, prompt));
    }

    private static RouteRequest streaming(String session, int prompt) {
        return RouteRequest.builder()
                .streaming(true)
                .session(session)
                .estimatedInputTokens(prompt)
                .build();
    }

    private static double seconds(Attempt attempt) {
        Duration limit = attempt.timeouts().firstToken();
        assertThat(limit).isNotNull();
        return limit.toNanos() / 1e9;
    }

    private static long failures(ModelRouter router) {
        return RouterFixture.snapshot(router, "a").statistics().failures();
    }
}
