package dev.pointsman.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.state.HealthExchange;
import dev.pointsman.state.RateLimitReading;
import dev.pointsman.state.RateLimitReading.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Limits as providers report them with their answers. */
class LearnedLimitsTest {
    private static final long SECOND = 1_000_000_000;
    private static final Model MODEL =
            Model.builder("gpt", "openai").name("gpt-4o").build();
    private static final Model SAME_NAME =
            Model.builder("gpt-eu", "openai").name("gpt-4o").build();
    private static final Model OTHER_NAME = Model.builder("mini", "openai").build();
    private static final Model OTHER =
            Model.builder("gpt", "other").name("gpt-4o").build();
    private static final RouteRequest REQUEST = RouteRequest.builder()
            .estimatedInputTokens(100)
            .expectedOutputTokens(50)
            .build();

    private long now = -5 * SECOND;
    private final ProviderLimits limits = learning(HealthExchange.NONE);

    private ProviderLimits learning(HealthExchange exchange) {
        return new ProviderLimits().learning(Set.of("openai"), exchange, () -> now);
    }

    private void told(long limit, long remaining, double resets) {
        told(Resource.REQUESTS, limit, remaining, resets);
    }

    private void told(Resource resource, long limit, long remaining, double resets) {
        Duration time = Duration.ofMillis(Math.round(1000 * resets));
        limits.told(MODEL, List.of(new RateLimitReading(resource, limit, remaining, time)), now, now);
    }

    private void pass(double seconds) {
        now += Math.round(seconds * SECOND);
    }

    private boolean excludes(Model model) {
        return limits.rule().excludes(model, REQUEST, now);
    }

    private double headroom() {
        return limits.rule().headroom(MODEL, REQUEST, now);
    }

    @Test
    void withoutAReadingNothingIsExcluded() {
        limits.began(MODEL, now);
        assertThat(excludes(MODEL)).isFalse();
        assertThat(headroom()).isEqualTo(1);
    }

    @Test
    void aLimitThatIsUsedUpExcludesUntilItsReset() {
        told(100, 0, 20);
        assertThat(excludes(MODEL)).isTrue();
        assertThat(headroom()).isZero();
        assertThat(limits.rule().detail(MODEL, REQUEST, now))
                .isEqualTo("the provider's limit, as it reports, is used up, again in 20s");
        pass(19.9);
        assertThat(excludes(MODEL)).isTrue();
        pass(.2);
        assertThat(excludes(MODEL)).isFalse();
        assertThat(headroom()).isEqualTo(1);
    }

    @Test
    void theAccountAndTheModelsNameAreLimited() {
        told(100, 0, 20);
        assertThat(excludes(SAME_NAME)).isTrue();
        assertThat(excludes(OTHER_NAME)).isFalse();
        assertThat(excludes(OTHER)).isFalse();
        limits.told(OTHER, List.of(new RateLimitReading(Resource.REQUESTS, 9, 0, Duration.ofDays(1))), now, now);
        assertThat(excludes(OTHER)).as("not learned").isFalse();
        assertThat(limits.isLearning("other")).isFalse();
    }

    @Test
    void ownAttemptsCountUntilTheNextReading() {
        limits.began(MODEL, now); // of the reading
        told(100, 2, 50);
        limits.began(MODEL, now);
        assertThat(excludes(MODEL)).isFalse();
        limits.began(MODEL, now);
        assertThat(excludes(MODEL)).isTrue();
        pass(1);
        told(100, 1, 49);
        assertThat(excludes(MODEL)).isFalse();
    }

    @Test
    void tokensAreComparedWithThoseOfTheCall() {
        told(Resource.TOKENS, 10_000, 150, 30);
        assertThat(excludes(MODEL)).isFalse();
        told(Resource.TOKENS, 10_000, 149, 30);
        assertThat(excludes(MODEL)).isTrue();
        told(Resource.TOKENS, 10_000, 5_000, 30);
        told(Resource.INPUT_TOKENS, 10_000, 99, 30);
        assertThat(excludes(MODEL)).isTrue();
        told(Resource.INPUT_TOKENS, 10_000, 4_000, 30);
        told(Resource.OUTPUT_TOKENS, 10_000, 3_000, 30);
        assertThat(excludes(MODEL)).isFalse();
        assertThat(headroom()).as("the least").isEqualTo(.3, within(.01));
    }

    /** The provider decides whether a call that needs more than the whole limit is served. */
    @Test
    void aFullLimitExcludesNoCall() {
        told(Resource.TOKENS, 100, 100, 0);
        assertThat(excludes(MODEL)).isFalse();
        told(Resource.TOKENS, 100, 99, 1);
        assertThat(excludes(MODEL)).isTrue();
    }

    @Test
    void theUsageOfOthersIsEstimatedByTheReadings() {
        for (int i = 0; i <= 20; i++) {
            told(1_000, 500 - 10 * i, 40 - i);
            pass(1);
        }
        double rate = 10; // of which nearly all is known after 20 s
        double used = rate * Math.exp(-.2);
        assertThat(headroom()).isCloseTo((300 - used - Math.sqrt(used)) / 1_000, within(.001));
        assertThat(excludes(MODEL)).as("estimates alone exclude nothing").isFalse();
    }

    @Test
    void anEstimateThatNothingConfirmsFades() {
        for (int i = 0; i <= 20; i++) {
            told(10, Math.max(0, 10 - i), 50 - i);
            pass(1);
        }
        pass(29);
        pass(60);
        assertThat(excludes(MODEL)).isFalse();
        assertThat(headroom()).isGreaterThan(.99);
    }

    /** The reset of a bucket moves away with its use; what was missing comes back all the time. */
    @Test
    void aLimitThatIsRefilledAllTheTimeIsCredited() {
        for (int i = 0; i <= 10; i++) { // 10 a second come back, 60 are used
            told(600, 600 - 50 * i, 5 * i);
            pass(1);
        }
        pass(4);
        told(600, 0, 60);
        assertThat(excludes(MODEL)).isTrue();
        pass(.2);
        assertThat(excludes(MODEL)).isFalse();
    }

    @Test
    void aLimitWithOneResetIsNotCreditedBefore() {
        for (int i = 0; i <= 10; i++) {
            told(600, 600 - 60 * i, 30 - i);
            pass(1);
        }
        pass(10);
        assertThat(excludes(MODEL)).isTrue();
        pass(10);
        assertThat(excludes(MODEL)).isFalse();
    }

    @Test
    void anOlderReadingIsIgnored() {
        told(100, 0, 20);
        RateLimitReading late = new RateLimitReading(Resource.REQUESTS, 100, 90, Duration.ofSeconds(25));
        limits.told(MODEL, List.of(late), now - SECOND, now);
        assertThat(excludes(MODEL)).isTrue();
    }

    @Test
    void otherInstancesHearOfWhatIsLeftWhenItIsLittle() {
        HealthExchange exchange = HealthExchange.inMemory();
        List<HealthExchange.Event> heard = new ArrayList<>();
        exchange.join(heard::add);
        ProviderLimits here = learning(exchange);
        ProviderLimits there = learning(exchange);
        for (int left = 1_000; left >= 0; left--) {
            here.told(
                    MODEL,
                    List.of(new RateLimitReading(Resource.REQUESTS, 1_000, left, Duration.ofSeconds(30))),
                    now - SECOND,
                    now);
        }
        assertThat(heard).hasSizeBetween(20, 30).allSatisfy(event -> {
            assertThat(event.left()).isEqualTo(Duration.ofSeconds(29));
            assertThat(event.model()).isEqualTo("gpt-4o");
        });
        assertThat(there.rule().headroom(MODEL, REQUEST, now)).isLessThan(.01);
        assertThat(here.rule().excludes(MODEL, REQUEST, now)).isTrue();
        pass(29.1);
        assertThat(there.rule().headroom(MODEL, REQUEST, now)).isGreaterThan(.98);
    }

    @Test
    void valuesOutOfRangeAreRejected() {
        assertThatThrownBy(() -> new RateLimitReading(Resource.TOKENS, 0, 0, Duration.ZERO))
                .hasMessage("limit: 0 (expected: >= 1)");
        assertThatThrownBy(() -> new RateLimitReading(Resource.TOKENS, 5, 6, Duration.ZERO))
                .hasMessage("remaining: 6 (expected: from 0 to the limit)");
        assertThatThrownBy(() -> new RateLimitReading(Resource.TOKENS, 5, 5, Duration.ofSeconds(-1)))
                .hasMessage("resets: PT-1S (expected: >= 0)");
    }
}
