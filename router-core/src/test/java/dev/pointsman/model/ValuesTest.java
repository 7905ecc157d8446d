package dev.pointsman.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void aPriceCountsCachedTokensApart() {
        Pricing price = new Pricing(2, 10, .5);

        assertThat(price.cost(new Usage(1_000_000, 400_000, 100_000))).isEqualTo(.6 * 2 + .4 * .5 + .1 * 10);
        assertThat(price.cost(Usage.UNKNOWN)).isZero();
        assertThat(Pricing.of(2, 10).cost(new Usage(1_000_000, 1_000_000, 0))).isEqualTo(2);
    }

    @Test
    void aPriceCountsWrittenTokensApart() {
        Pricing price = new Pricing(2, 10, .5).withCacheWrites(2.5, 4);

        assertThat(price.cost(new Usage(1_000_000, 400_000, 300_000, 100_000, 0)))
                .isCloseTo(.3 * 2 + .4 * .5 + .2 * 2.5 + .1 * 4, within(1e-12));
        assertThat(new Pricing(2, 10, .5).cost(new Usage(1_000_000, 0, 1_000_000, 0, 0)))
                .isEqualTo(2);
        assertThat(price.cachingCost(1e6, 4e5, 1e5, false)).isCloseTo(.6 * 2.5 + .4 * .5 + 1, within(1e-12));
        assertThat(price.cachingCost(1e6, 4e5, 1e5, true)).isCloseTo(.6 * 4 + .4 * .5 + 1, within(1e-12));
    }

    @Test
    void aPriceIsWithinACeilingOnlyIfBothItsPartsAre() {
        Pricing ceiling = Pricing.of(2, 10);

        assertThat(Pricing.of(2, 10).isWithin(ceiling)).isTrue();
        assertThat(Pricing.of(2.01, 1).isWithin(ceiling)).isFalse();
        assertThat(Pricing.of(1, 10.01).isWithin(ceiling)).isFalse();
    }

    @Test
    void aPriceMayBeZeroButNotNegativeNorInfiniteNorNoNumber() {
        assertThat(Pricing.of(0, 0).cost(Usage.of(5, 5))).isZero();
        refused(() -> Pricing.of(-.1, 0), "input: -0.1 (expected: >= 0 USD per million tokens)");
        refused(() -> Pricing.of(0, Double.POSITIVE_INFINITY), "output: Infinity (expected: >= 0");
        refused(() -> new Pricing(0, 0, Double.NaN), "cached: NaN (expected: >= 0");
    }

    @Test
    void aUsageHasNoMoreCachedTokensThanPromptTokens() {
        refused(() -> new Usage(5, 6, 0), "cachedTokens: 6 (expected: >= 0 and <= inputTokens)");
        refused(() -> new Usage(5, -1, 0), "cachedTokens: -1");
        refused(() -> Usage.of(-1, 0), "inputTokens: -1 (expected: >= 0)");
        refused(() -> Usage.of(0, -1), "outputTokens: -1 (expected: >= 0)");
    }

    @Test
    void aUsageHasNoMoreWrittenTokensThanTokensThatWereNotCached() {
        refused(
                () -> new Usage(5, 3, 3, 0, 0),
                "cacheWriteTokens: 3 (expected: >= 0 and <= inputTokens - cachedTokens)");
        refused(() -> new Usage(5, 3, 1, 2, 0), "longCacheWriteTokens: 2 (expected: >= 0 and <= cacheWriteTokens)");
        assertThat(new Usage(5, 3, 1)).isEqualTo(new Usage(5, 3, 0, 0, 1));
    }

    @Test
    void aPromptCacheHasATimeToLive() {
        refused(() -> new PromptCache(Duration.ZERO, 0, true), "timeToLive: PT0S (expected: > 0)");
        refused(() -> new PromptCache(Duration.ofSeconds(1), -1, true), "minimumTokens: -1 (expected: >= 0)");
        assertThat(PromptCache.DEFAULT.isLasting()).isFalse();
        assertThat(new PromptCache(Duration.ofHours(1), 0, true).isLasting()).isTrue();
    }

    @Test
    void sessionsOfOtherPoolsTenantsAndNamesHaveOtherKeys() {
        SessionKey key = SessionKey.of("chat", "acme", "s");

        assertThat(SessionKey.of("chat", "acme", "s")).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(List.of(
                        key,
                        SessionKey.of("chat", null, "s"),
                        SessionKey.of("chat", "", "s"),
                        SessionKey.of("cha", "tacme", "s"),
                        SessionKey.of("chat", "acmes", ""),
                        SessionKey.of("chat", "acme", "t")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aRequestHasAKeyForItsSessionInEachPool() {
        RouteRequest request =
                RouteRequest.builder().tenant("acme").session("s").build();

        assertThat(request.sessionKey("chat")).isEqualTo(SessionKey.of("chat", "acme", "s"));
        assertThat(request.sessionKey("chat")).isSameAs(request.sessionKey("chat"));
        assertThat(request.sessionKey("code")).isEqualTo(SessionKey.of("code", "acme", "s"));
        assertThat(RouteRequest.ANY.sessionKey("chat")).isNull();
    }

    @Test
    void aUsageIsKnownOnceAnythingWasCounted() {
        assertThat(Usage.UNKNOWN.isKnown()).isFalse();
        assertThat(Usage.of(1, 0).isKnown()).isTrue();
        assertThat(Usage.of(0, 1).isKnown()).isTrue();
    }

    @Test
    void aFilterWithoutPermissionsAdmitsAllThatIsNotDenied() {
        assertThat(AllowDenyList.ANY.admits("eu")).isTrue();
        assertThat(AllowDenyList.ANY.admits(null)).isTrue();
        assertThat(AllowDenyList.ANY.deny("eu").admits("eu")).isFalse();
        assertThat(AllowDenyList.ANY.deny("eu").admits("us")).isTrue();
        assertThat(AllowDenyList.ANY.deny("eu").admits(null)).isTrue();
    }

    @Test
    void aFilterWithPermissionsAdmitsNobodyElseNotEvenTheNameless() {
        AllowDenyList filter = AllowDenyList.ANY.allow("eu");

        assertThat(filter.admits("eu")).isTrue();
        assertThat(filter.admits("us")).isFalse();
        assertThat(filter.admits(null)).isFalse();
    }

    @Test
    void aDenialOutweighsAPermission() {
        assertThat(AllowDenyList.ANY.allow("eu", "us").deny("eu").admits("eu")).isFalse();
    }

    @Test
    void aFilterRefusesBlankNamesAndBearsTheSameNameTwice() {
        refused(() -> AllowDenyList.ANY.allow(" "), "allowed: \" \" (expected: not blank)");
        refused(() -> AllowDenyList.ANY.deny(""), "denied: \"\" (expected: not blank)");
        assertThat(AllowDenyList.ANY.allow("eu", "eu")).isEqualTo(AllowDenyList.ANY.allow("eu"));
    }

    @Test
    void aCapabilityIsFoundByItsWordHoweverItIsWritten() {
        for (Capability capability : Capability.values()) {
            assertThat(Capability.of(capability.toString())).isEqualTo(capability);
            assertThat(Capability.of(capability.name())).isEqualTo(capability);
        }
        assertThat(Capability.of(" Json-SCHEMA ")).isEqualTo(Capability.JSON_SCHEMA);
        assertThat(Capability.JSON_SCHEMA).hasToString("json-schema");
    }

    @Test
    void anUnknownCapabilityIsToldTheKnownOnes() {
        refused(() -> Capability.of("telepathy"), "telepathy (expected: one of vision, tools, parallel-tools");
    }

    @Test
    void aModelsNameIsItsIdUnlessItHasAnother() {
        assertThat(Model.builder("a", "p").build().name()).isEqualTo("a");
        assertThat(Model.builder("a", "p").name("b").build().name()).isEqualTo("b");
    }

    @Test
    void whatComesAfterTheCatalogueWinsOverIt() {
        ModelCatalogue.Entry entry = ModelCatalogue.builtIn().find("gpt-4o").orElseThrow();
        Model model =
                Model.builder("a", "p").from(entry).price(Pricing.of(7, 8)).build();

        assertThat(model.price()).isEqualTo(Pricing.of(7, 8));
        assertThat(model.contextWindow()).isEqualTo(entry.contextWindow());
    }

    @Test
    void aModelThatMakesNoSenseIsRefusedByTheNameOfWhatDoesNot() {
        refused(() -> Model.builder("", "p").build(), "id: \"\" (expected: not blank)");
        refused(() -> Model.builder("a", " ").build(), "provider: \" \" (expected: not blank)");
        refused(() -> Model.builder("a", "p").name("").build(), "name: \"\" (expected: not blank)");
        refused(() -> Model.builder("a", "p").quality(0).build(), "quality: 0.0 (expected: > 0 and <= 1)");
        refused(() -> Model.builder("a", "p").quality(1.1).build(), "quality: 1.1 (expected: > 0 and <= 1)");
        refused(() -> Model.builder("a", "p").quality(Double.NaN).build(), "quality: NaN");
        refused(() -> Model.builder("a", "p").contextWindow(-1).build(), "contextWindow: -1 (expected: >= 0)");
        refused(() -> Model.builder("a", "p").maxOutput(-1).build(), "maxOutput: -1 (expected: >= 0)");
        refused(() -> Model.builder("a", "p").operations(Set.of()).build(), "operations: [] (expected: not empty)");
        refused(() -> Model.builder("a", "p").tags(Set.of(" ")).build(), "tags: \" \" (expected: not blank)");
        refused(() -> Model.builder("a", "p").tenants(Set.of("")).build(), "tenants: \"\" (expected: not blank)");
    }

    @Test
    void aModelWithoutAPriceOrAUsageWithoutACountCostsNobodyKnowsWhat() {
        Model free = Model.builder("a", "p").price(Pricing.of(0, 0)).build();

        assertThat(Model.builder("a", "p").build().cost(Usage.of(1, 1))).isNaN();
        assertThat(free.cost(Usage.UNKNOWN)).isNaN();
        assertThat(free.cost(Usage.of(1, 1))).isZero();
    }

    @Test
    void aGoalHasAName() {
        refused(() -> Goal.of(" "), "goal: \" \" (expected: not blank)");
    }

    @Test
    void reasonsOfTheCallItselfAreHardAndThoseOfTheMomentAreNot() {
        assertThat(Set.of(Exclusion.Reason.values()).stream().filter(reason -> !reason.isHard()))
                .containsExactlyInAnyOrder(
                        Exclusion.Reason.LIMITED,
                        Exclusion.Reason.TIER,
                        Exclusion.Reason.TRIED,
                        Exclusion.Reason.FORBIDDEN,
                        Exclusion.Reason.RETRY,
                        Exclusion.Reason.DRILL,
                        Exclusion.Reason.FORCED_OPEN,
                        Exclusion.Reason.DISABLED,
                        Exclusion.Reason.COOLDOWN,
                        Exclusion.Reason.OPEN,
                        Exclusion.Reason.RECOVERING);
        assertThat(new Exclusion("a", Exclusion.Reason.CONTEXT_WINDOW, "window of 5 tokens"))
                .hasToString("a: context-window (window of 5 tokens)");
        assertThat(new Exclusion("a", Exclusion.Reason.RULE, "residency", "stored in us"))
                .hasToString("a: residency (stored in us)");
    }

    @Test
    void aFailureSpeaksInOneLine() {
        assertThat(new Failure(FailureKind.RATE_LIMITED, 429, "slow down", null))
                .hasToString("rate-limited 429: slow down");
        assertThat(Failure.of(FailureKind.CUT, "ended early")).hasToString("cut: ended early");
    }

    private static void refused(ThrowingCallable what, String message) {
        assertThatThrownBy(what).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
