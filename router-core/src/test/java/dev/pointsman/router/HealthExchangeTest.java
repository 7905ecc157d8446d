package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Operation;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.HealthExchange.Event;
import dev.pointsman.state.HealthExchange.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Cooldowns and opened breakers of one router take effect at another one. */
class HealthExchangeTest {
    private final List<Event> published = new ArrayList<>();
    private final List<Consumer<Event>> receivers = new ArrayList<>();
    private final HealthExchange exchange = receiver -> {
        receivers.add(receiver);
        return published::add;
    };
    private final RouterFixture bench = fixture();
    private final ModelRouter router = bench.router();

    private RouterFixture fixture() {
        RouterFixture fixture = RouterFixture.of("a", "b");
        fixture.builder().health(exchange);
        return fixture;
    }

    @Test
    void aRateLimitIsPublishedWithItsEnd() {
        bench.breaks("a", new Failure(FailureKind.RATE_LIMITED, 429, "later", Duration.ofMinutes(5)));
        bench.call(router);
        assertThat(published)
                .containsExactly(new Event("a", "p-a", Operation.CHAT, Kind.COOLDOWN, Duration.ofMinutes(5)));
    }

    @Test
    void anOpenedBreakerIsPublishedWithItsOpenTime() {
        bench.breaks("a", FailureKind.SERVER_ERROR);
        for (int i = 0; i < 3; i++) {
            bench.call(router);
        }
        assertThat(published).hasSize(1);
        assertThat(published.get(0).kind()).isEqualTo(Kind.OPENED);
        assertThat(published.get(0).left()).isBetween(Duration.ofMillis(4500), Duration.ofMillis(5500));
    }

    @Test
    void aReceivedCooldownExcludesTheModelUntilItsEndAndIsNotPublishedAgain() {
        receive(Kind.COOLDOWN, "p-a", Duration.ofSeconds(20));
        assertThat(exclusions()).containsExactly(Reason.COOLDOWN);
        bench.clock.passSeconds(20);
        assertThat(exclusions()).isEmpty();
        assertThat(published).isEmpty();
    }

    @Test
    void aReceivedCooldownIsLimitedByTheConfiguredMaximum() {
        receive(Kind.COOLDOWN, "p-a", Duration.ofDays(3));
        bench.clock.pass(Duration.ofMinutes(15));
        assertThat(exclusions()).isEmpty();
    }

    @Test
    void aReceivedCooldownCountsAsNoRateLimitOfThisInstance() {
        receive(Kind.COOLDOWN, "p-a", Duration.ofSeconds(1));
        bench.clock.passSeconds(1);
        bench.breaks("a", FailureKind.RATE_LIMITED); // without Retry-After: 1 s for the first one
        bench.call(router);
        assertThat(published).extracting(Event::left).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aReceivedOpeningMakesTheNextCallATrialWhoseSuccessEndsIt() {
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(30));
        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(exclusions()).isEmpty();
        assertThat(RouterFixture.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void theTrialOfAReceivedOpeningIsOneCall() {
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(30));
        Attempt trial = router.route(RouteRequest.ANY);
        assertThat(trial.model().id()).isEqualTo("a");
        assertThat(router.route(RouteRequest.ANY).model().id()).isEqualTo("b");
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(30)); // of a third instance
        assertThat(router.route(RouteRequest.ANY).model().id()).isEqualTo("b");
        trial.fail(Failure.of(FailureKind.SERVER_ERROR, "down"));
        assertThat(exclusions()).containsExactly(Reason.OPEN);
        bench.clock.passSeconds(30);
        assertThat(exclusions()).isEmpty();
    }

    @Test
    void afterASecondOpeningTheOwnTrialWaitsForThoseOfTheOthers() {
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(20));
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(20));
        assertThat(exclusions()).containsExactly(Reason.OPEN);
        bench.clock.passSeconds(19);
        assertThat(router.route(RouteRequest.ANY).model().id()).isEqualTo("b");
        bench.clock.passSeconds(22);
        assertThat(router.route(RouteRequest.ANY).model().id()).as("the trial").isEqualTo("a");
        assertThat(router.route(RouteRequest.ANY).model().id()).as("one").isEqualTo("b");
    }

    @Test
    void aTrialThatWaitsBeginsWhenAnotherInstanceHasRecovered() {
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(20));
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(20));
        receive(Kind.RECOVERED, "p-a", Duration.ofSeconds(10));
        Attempt trial = router.route(RouteRequest.ANY);
        assertThat(trial.model().id()).isEqualTo("a");
        trial.succeed();
        assertThat(exclusions()).isEmpty();
    }

    @Test
    void aTrialWaitsForTheOthersForALimitedTime() {
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(20));
        int waited = 0;
        do {
            receive(Kind.OPENED, "p-a", Duration.ofSeconds(20));
            bench.clock.passSeconds(1);
            waited++;
        } while (!exclusions().isEmpty() && waited < 10_000);
        assertThat(waited).isBetween(100, 2_500);
    }

    @Test
    void aModelWithAReceivedOpeningIsStillALastResort() {
        RouterFixture own = RouterFixture.of("a");
        own.builder().health(exchange);
        ModelRouter alone = own.router();
        receivers.get(1).accept(new Event("a", "p-a", Operation.CHAT, Kind.OPENED, Duration.ofSeconds(30)));
        Attempt trial = alone.route(RouteRequest.ANY);
        Attempt lastResort = alone.route(RouteRequest.ANY);
        assertThat(lastResort.model().id()).isEqualTo("a");
        lastResort.succeed();
        assertThat(alone.operations().exclusions(RouteRequest.ANY)).isEmpty();
        trial.ignore();
    }

    @Test
    void aReceivedOpeningDoesNotShortenACooldown() {
        receive(Kind.COOLDOWN, "p-a", Duration.ofSeconds(20));
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(30));
        assertThat(exclusions()).containsExactly(Reason.COOLDOWN);
        bench.clock.passSeconds(20);
        assertThat(exclusions()).isEmpty();
    }

    @Test
    void aReceivedOpeningIsIgnoredWhileTheOwnBreakerIsForcedClosed() {
        router.operations().forceClosed("a");
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(30));
        router.route(RouteRequest.ANY).ignore();
        assertThat(exclusions()).isEmpty();
    }

    @Test
    void aFailedTrialOfAReceivedOpeningOpensTheOwnBreaker() {
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(2));
        bench.breaks("a", FailureKind.SERVER_ERROR);
        assertThat(bench.call(router)).isEqualTo("b");
        assertThat(RouterFixture.snapshot(router, "a").breaker().state()).isEqualTo(BreakerState.OPEN);
        assertThat(published).extracting(Event::kind).containsExactly(Kind.OPENED);
    }

    @Test
    void anOpenBreakerWaitsForTheTrialOfTheOthersAndTriesAtOnceWhenOneHasRecovered() {
        opens();
        receive(Kind.OPENED, "p-a", Duration.ofSeconds(20));
        bench.clock.passSeconds(19);
        assertThat(exclusions()).as("its own trial was due after 5 s").containsExactly(Reason.OPEN);
        receive(Kind.RECOVERED, "p-a", Duration.ofSeconds(10));
        assertThat(exclusions()).as("a trial is due").isEmpty();
    }

    /** Another instance may fail by its own network for as long as it runs. */
    @Test
    void anOpenBreakerWaitsForTheOthersForALimitedTime() {
        opens();
        int waited = 0;
        while (!exclusions().isEmpty() && waited < 10_000) {
            receive(Kind.OPENED, "p-a", Duration.ofSeconds(20));
            bench.clock.passSeconds(1);
            waited++;
        }
        assertThat(waited).isBetween(100, 2_500);
    }

    @Test
    void aSuccessfulTrialIsPublished() {
        opens();
        bench.heals("a");
        bench.clock.passSeconds(6);
        assertThat(bench.call(router)).isEqualTo("a");
        assertThat(published).extracting(Event::kind).containsExactly(Kind.OPENED, Kind.RECOVERED);
    }

    private void opens() {
        bench.breaks("a", FailureKind.SERVER_ERROR);
        for (int i = 0; i < 3; i++) {
            bench.call(router);
        }
        assertThat(exclusions()).containsExactly(Reason.OPEN);
    }

    @Test
    void anEventOfAnotherAccountOrAnUnknownModelHasNoEffect() {
        receive(Kind.COOLDOWN, "another account", Duration.ofSeconds(20));
        receivers.get(0).accept(new Event("x", "p-a", Operation.CHAT, Kind.COOLDOWN, Duration.ofSeconds(20)));
        receivers.get(0).accept(new Event("a", "p-a", Operation.EMBEDDINGS, Kind.COOLDOWN, Duration.ofSeconds(20)));
        assertThat(exclusions()).isEmpty();
    }

    @Test
    void aFailingChannelDoesNotFailTheCall() {
        RouterFixture own = RouterFixture.of("a", "b").breaks("a", FailureKind.RATE_LIMITED);
        own.builder().health(receiver -> event -> {
            throw new IllegalStateException("full");
        });
        assertThat(own.call(own.router())).isEqualTo("b");
    }

    @Test
    void routersOfOneProcessShareTheirHealth() {
        HealthExchange shared = HealthExchange.inMemory();
        RouterFixture first = RouterFixture.of("a", "b")
                .breaks("a", new Failure(FailureKind.RATE_LIMITED, 429, "later", Duration.ofSeconds(40)));
        RouterFixture second = RouterFixture.of("a", "b");
        first.builder().health(shared);
        second.builder().health(shared);
        ModelRouter one = first.router();
        ModelRouter other = second.router();
        first.call(one);
        assertThat(other.operations().exclusions(RouteRequest.ANY))
                .extracting(Exclusion::model, Exclusion::reason)
                .containsExactly(tuple("a", Reason.COOLDOWN));
    }

    @Test
    void aDisabledModelIsTriedElsewhereOnce() {
        bench.breaks("a", FailureKind.CREDENTIALS);
        bench.call(router);
        assertThat(published).extracting(Event::kind).containsExactly(Kind.OPENED);
        assertThat(published.get(0).left()).isEqualTo(Duration.ofMinutes(5));
    }

    private void receive(Kind kind, String provider, Duration left) {
        receivers.get(0).accept(new Event("a", provider, Operation.CHAT, kind, left));
    }

    private List<Reason> exclusions() {
        return router.operations().exclusions(RouteRequest.ANY).stream()
                .map(Exclusion::reason)
                .toList();
    }
}
