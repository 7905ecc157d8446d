package dev.pointsman.micronaut.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.Explanation;
import dev.pointsman.trace.Explanation.CachedPart;
import dev.pointsman.trace.Explanation.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {
    private static final double UNKNOWN = Double.NaN;

    @Test
    void theFirstIsToldBesideTheNextAndTheOthersBesideTheFirst() {
        Map<String, String> words = ExplanationText.of(choice(
                "expected-loss", standing("slow", .08, 1.0, .01, .99, 0), standing("quick", .92, .69, .01, .99, 0)));
        assertThat(words.keySet()).containsExactly("quick", "slow");
        assertThat(words)
                .containsEntry("quick", "first: 31 % quicker than slow; idle; recent success rate 99 %")
                .containsEntry("slow", "second: 45 % slower than quick; idle; recent success rate 99 %");
    }

    @Test
    void whatSpeaksAgainstTheFirstIsNotHidden() {
        Map<String, String> words = ExplanationText.of(choice(
                "expected-loss", standing("cheap", .7, 3.0, .001, .97, 2), standing("dear", .3, 1.0, .01, .97, 0)));
        assertThat(words.get("cheap"))
                .isEqualTo(
                        "first: 90 % cheaper than dear, although 3.0 times slower; 2 in flight, serves about 4 at once;"
                                + " recent success rate 97 %");
        assertThat(words.get("dear"))
                .startsWith("second: 10 times more expensive than cheap, although 67 % quicker; idle");
    }

    @Test
    void aQueueAndFailuresAreTold() {
        Map<String, String> words = ExplanationText.of(
                choice("expected-loss", standing("calm", 1, 1.0, .01, .99, 0), standing("busy", 0, 1.0, .01, .6, 9)));
        assertThat(words.get("busy"))
                .isEqualTo("second: less reliable (60 % against 99 % succeed) than calm; has a queue: 9 in flight,"
                        + " serves about 4 at once; recent success rate 60 %");
        assertThat(words.get("calm")).startsWith("first: more reliable (99 % against 60 % succeed) than busy; idle");
    }

    @Test
    void timesThatAreNotMeasuredAreCalledAssumed() {
        Standing known = standing("known", .9, 1.0, .01, .99, 0);
        Map<String, String> words = ExplanationText.of(choice(
                "expected-loss",
                known,
                measured(standing("new", .06, 3.0, .01, .98, 0), 0),
                measured(standing("seldom", .04, 2.0, .01, .98, 0), 1)));
        assertThat(words.get("new"))
                .isEqualTo(
                        "second: 3.0 times slower than known; idle; not measured yet, or long ago: its times are assumed");
        assertThat(words.get("seldom"))
                .isEqualTo("third: 2.0 times slower than known; idle; few measurements: its times are partly assumed");
    }

    @Test
    void nearEqualsAndUnknownPricesAreCalledSo() {
        Map<String, String> words = ExplanationText.of(choice(
                "expected-loss",
                standing("one", .5, 1.0, .01, .99, 0),
                standing("two", .3, 1.01, .01, .99, 0),
                standing("new", .2, 1.0, UNKNOWN, .98, 0)));
        assertThat(words.get("one")).startsWith("first: about equal to two; ");
        assertThat(words.get("two")).startsWith("second: about equal to one; ");
        assertThat(words.get("new")).startsWith("third: about equal to one, and its price is unknown; ");
    }

    @Test
    void plainStrategiesSpeakOfWhatTheyGoBy() {
        Standing one = standing("one", 1, 9.0, .01, .99, 0);
        Standing two = standing("two", 0, 1.0, .01, .99, 0);
        assertThat(ExplanationText.of(choice("ordered", one, two)).get("one"))
                .startsWith("first: the first available one of the pool's list");
        assertThat(ExplanationText.of(choice("round-robin", one, two)).get("two"))
                .startsWith("second: later in the rotation");
        assertThat(ExplanationText.of(choice("random", one, two)).get("two"))
                .startsWith("second: as likely as any other");
    }

    @Test
    void aStrategyThatSamplesIsRankedByItsScores() {
        Standing low = standing("low", UNKNOWN, 2.0, .01, .99, 0);
        Standing high = standing("high", UNKNOWN, 1.0, .01, .99, 0);
        assertThat(ExplanationText.of(choice("thompson", low, high)).keySet()).containsExactly("high", "low");
    }

    @Test
    void aTrialAndPanicAreTold() {
        Standing one = standing("one", 1, 1.0, .01, .99, 0);
        Standing two = standing("two", 0, 1.0, .01, .99, 0);
        Map<String, String> trial = ExplanationText.of(of(DecisionKind.TRIAL, "expected-loss", List.of(), one, two));
        assertThat(trial)
                .containsEntry("one", "its trial is due: the next call goes to it, whatever its score")
                .containsEntry("two", "waits while one has its trial");
        assertThat(ExplanationText.of(of(DecisionKind.PANIC, "expected-loss", List.of(), one, two))
                        .get("one"))
                .endsWith(
                        "; no model is available, so the best one without a closed circuit breaker is used as a last resort");
        assertThat(ExplanationText.of(of(DecisionKind.PANIC, "expected-loss", List.of(), one))
                        .get("one"))
                .isEqualTo(
                        "no model is available: used as a last resort, before other models whose circuit breaker is not closed");
        assertThat(ExplanationText.of(of(DecisionKind.ONLY, "expected-loss", List.of(), one))
                        .get("one"))
                .isEqualTo("the only available model; idle; recent success rate 99 %");
    }

    @Test
    void aCacheIsWorthMoneyAndTime() {
        Standing home = with(standing("a", 1, 2, .01, .99, 0), 0, new CachedPart(43_000, 41_000, .1107, 1.9, true));
        assertThat(ExplanationText.of(of(DecisionKind.ONLY, "balanced", List.of(), home)))
                .containsEntry(
                        "a",
                        "the only available model; stays: 41,000 of 43,000 prompt tokens are expected cached, which"
                                + " saves $0.11 and 1.9 s; idle; recent success rate 99 %");
    }

    @Test
    void theWorthOfACacheIsPartOfTheComparison() {
        Standing home =
                with(standing("home", .9, 2, .01, .99, 0), .5, new CachedPart(43_000, 41_000, .1107, 1.9, true));
        Standing other = with(standing("other", .1, 1.9, .12, .99, 0), 3.1, null);
        assertThat(ExplanationText.of(choice("expected-loss", home, other)))
                .containsEntry(
                        "home",
                        "first: 50 % quicker, 92 % cheaper than other; stays: 41,000 of 43,000 prompt tokens are expected"
                                + " cached, which saves $0.11 and 1.9 s; idle; recent success rate 99 %")
                .containsEntry(
                        "other",
                        "second: 2.0 times slower, 12 times more expensive than home; idle; recent success rate 99 %");
    }

    @Test
    void aCacheThatIsLeftOrWorthNothingIsToldAsSuch() {
        Standing first = with(standing("first", .9, 1, .01, .99, 0), 0, new CachedPart(43_000, 5_000, 0, .01, false));
        Standing home =
                with(standing("home", .1, 9, .01, .99, 0), 0, new CachedPart(43_000, 41_000, UNKNOWN, 1.9, true));
        Map<String, String> words = ExplanationText.of(choice("expected-loss", first, home));
        assertThat(words.get("first")).contains("; 5,000 of 43,000 prompt tokens are expected cached; idle");
        assertThat(words.get("home"))
                .contains(
                        "; leaving it gives up 41,000 of 43,000 prompt tokens that are expected cached, worth 1.9 s; idle");
    }

    @Test
    void everyReasonToLeaveAModelOutHasWords() {
        List<Exclusion> all = Arrays.stream(Reason.values())
                .map(reason -> new Exclusion(reason.toString(), reason, "the detail"))
                .toList();
        Map<String, String> words = ExplanationText.of(of(DecisionKind.PANIC, "expected-loss", all));
        assertThat(words).hasSize(Reason.values().length);
        assertThat(words.values()).allMatch(sentence -> sentence.matches("left out: .{8,}"));
        assertThat(words).containsEntry("drill", "left out: a drill treats it as down");
    }

    private static Explanation choice(String strategy, Standing... standings) {
        return of(DecisionKind.CHOICE, strategy, List.of(), standings);
    }

    private static Explanation of(
            DecisionKind kind, String strategy, List<Exclusion> exclusions, Standing... standings) {
        return new Explanation("chat", "speed", strategy, kind, List.of(standings), exclusions);
    }

    /** A model that takes so many seconds for a whole answer. */
    private static Standing standing(
            String id, double probability, double seconds, double cost, double success, int inFlight) {
        return new Standing(
                Model.builder(id, "acme").build(),
                Tier.PRIMARY,
                -seconds,
                probability,
                seconds / 2,
                0,
                seconds / 200,
                100,
                success,
                1,
                cost,
                inFlight,
                4,
                0,
                10,
                20,
                null);
    }

    private static Standing with(Standing plain, double prefill, CachedPart cached) {
        return copy(plain, prefill, plain.longRunSamples(), cached);
    }

    private static Standing measured(Standing plain, double longRunSamples) {
        return copy(plain, plain.prefill(), longRunSamples, null);
    }

    private static Standing copy(Standing plain, double prefill, double longRunSamples, @Nullable CachedPart cached) {
        return new Standing(
                plain.model(),
                plain.tier(),
                plain.score(),
                plain.probability(),
                plain.ttft(),
                prefill,
                plain.tpot(),
                plain.outputTokens(),
                plain.successRate(),
                plain.timeToFailure(),
                plain.cost(),
                plain.inFlight(),
                plain.capacity(),
                plain.meanWait(),
                plain.samples(),
                longRunSamples,
                cached);
    }
}
