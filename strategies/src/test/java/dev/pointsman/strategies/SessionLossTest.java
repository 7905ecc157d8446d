package dev.pointsman.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.SessionDraw;
import dev.pointsman.strategy.SessionOutlook;
import dev.pointsman.testkit.FakeCandidate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Between two models: {@code home} has read the session's prompt of 40,000 tokens, {@code other} has not. */
class SessionLossTest {
    private static final Pricing PRICE = new Pricing(1, 4, .1);

    @Test
    void aSessionStaysWhereItsPromptIsCached() {
        assertThat(staying("balanced", home(), other(PRICE), 4, 38_000)).isGreaterThan(.99);
        assertThat(staying("cost", home(), other(PRICE), 4, 38_000)).isGreaterThan(.99);
    }

    @Test
    void aCacheIsWorthMoreThanALowerListPrice() {
        Pricing half = Pricing.of(.5, 4);

        assertThat(staying("cost", home(), other(half), 4, 38_000)).isGreaterThan(.99);
        assertThat(staying("cost", home(), other(half), 4, 0)).isLessThan(.05);
    }

    @Test
    void aModelThatFailsIsLeft() {
        FakeCandidate failing = home().withSuccessRate(.05).withTimeToFailure(20);

        assertThat(staying("speed", failing, other(PRICE), 4, 38_000)).isLessThan(.01);
        assertThat(staying("balanced", failing, other(PRICE), 4, 38_000)).isLessThan(.05);
    }

    @Test
    void aSlightlyFasterModelIsNotWorthTheLossOfACache() {
        assertThat(staying("speed", home(), other(PRICE).withTtft(.5), 4, 38_000))
                .isGreaterThan(.9);
    }

    @Test
    void aCheapModelWithALineSavesNothing() {
        FakeCandidate crowded =
                candidate("home", new Pricing(.1, .4, .01)).withInFlight(7).withCapacity(4);

        assertThat(staying("cost", crowded, other(PRICE), 4, 0)).isLessThan(.5);
        assertThat(staying("cost", crowded.withInFlight(0), other(PRICE), 4, 0)).isGreaterThan(.99);
    }

    @Test
    void theTurnsToComeHaveThePromptsOfAGrowingSession() {
        double tokens = (40_000 + 8 * (40_000 + 1000 * 4.5)) / 9; // of this turn and eight more
        FakeCandidate byPrompt = candidate("home", new Pricing(1, 0, 1));
        FakeCandidate byAnswer =
                candidate("other", new Pricing(0, tokens / 200, 0)).withOutputTokens(200);

        assertThat(staying("cost", byPrompt, byAnswer, 8, 0)).isCloseTo(.5, within(.01));
    }

    @Test
    void aModelIsTriedTwiceAndAgainOnceItIsForgotten() {
        FakeCandidate slow = other(PRICE).withTtft(5).withTpot(.1);

        assertThat(beginning(slow.withLongRunSamples(1).withSamples(.5))).isLessThan(.6);
        assertThat(beginning(slow.withLongRunSamples(1).withSamples(.01))).isGreaterThan(.99);
        assertThat(beginning(slow.withLongRunSamples(.05).withSamples(0))).isLessThan(.6);
    }

    @Test
    void drawsBySessionHaveTheProbabilitiesOverSessions() {
        int first = 0;
        int draws = 40_000;
        for (int number = 0; number < draws; number++) {
            first += SessionDraw.lateness(number, "a", .7) < SessionDraw.lateness(number, "b", .3) ? 1 : 0;
        }
        assertThat((double) first / draws).isCloseTo(.7, within(.01));
    }

    /** Returns the probability that a session that no model knows begins at {@code home}. */
    private static double beginning(Candidate other) {
        return staying("speed", home(), other, 4, 0);
    }

    private static double staying(String goal, Candidate home, Candidate other, double turns, double cached) {
        Decision decision = new ToySession(List.of(home, other), turns, cached);
        var strategy = new BuiltInStrategies()
                .strategies().stream()
                        .filter(one -> one.name().equals(goal))
                        .findFirst()
                        .orElseThrow();
        double[] scores = new double[2];
        double[] probabilities = new double[2];
        strategy.scorer().score(decision, scores);
        strategy.picker().pick(scores, 2, probabilities);
        return probabilities[0];
    }

    private static FakeCandidate home() {
        return candidate("home", PRICE);
    }

    private static FakeCandidate other(Pricing price) {
        return candidate("other", price);
    }

    private static FakeCandidate candidate(String id, Pricing price) {
        return FakeCandidate.of(
                Model.builder(id, "provider-of-" + id).price(price).build());
    }

    /** A decision that is made up here alone. */
    private record ToySession(List<Candidate> candidates, double turnsToCome, double cached)
            implements Decision, SessionOutlook {
        @Override
        public RouteRequest request() {
            return RouteRequest.ANY;
        }

        @Override
        public int size() {
            return candidates.size();
        }

        @Override
        public Candidate candidate(int index) {
            return candidates.get(index);
        }

        @Override
        public long sequence() {
            return 0;
        }

        @Override
        public long nowNanos() {
            return 0;
        }

        @Override
        public double chance(int index) {
            throw new UnsupportedOperationException("not needed");
        }

        @Override
        public @Nullable String previousModel() {
            return "home";
        }

        @Override
        public double promptTokens() {
            return 40_000;
        }

        @Override
        public SessionOutlook session() {
            return this;
        }

        @Override
        public double growth() {
            return 1000;
        }

        @Override
        public int home() {
            return cached > 512 ? 0 : NO_HOME;
        }

        @Override
        public double cachedTokens(int index) {
            return index == 0 ? cached : 0;
        }

        @Override
        public double pricedTokens(int index) {
            return cachedTokens(index);
        }

        @Override
        public double keptTokens(int index) {
            return cached > 0 ? 39_000 : 0;
        }
    }
}
