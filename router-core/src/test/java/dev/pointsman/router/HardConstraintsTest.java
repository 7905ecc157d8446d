package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.RouteRequestBuilder;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HardConstraintsTest {
    private static final Model PLAIN = Model.builder("plain", "acme")
            .region("us")
            .price(Pricing.of(1, 2))
            .contextWindow(1000)
            .capabilities(Set.of(Capability.TOOLS))
            .tenants(Set.of("blue"))
            .build();

    private static RouteRequestBuilder fitting() {
        return RouteRequest.builder()
                .tenant("blue")
                .require(Capability.TOOLS)
                .regions(AllowDenyList.ANY.allow("us"))
                .providers(AllowDenyList.ANY.allow("acme"))
                .models(AllowDenyList.ANY.allow("plain"))
                .expectedInputTokens(1000)
                .priceCeiling(Pricing.of(1, 2));
    }

    /** For each hard reason a request that fits but for it. */
    private static Map<Reason, RouteRequest> misfits() {
        Map<Reason, RouteRequest> all = new EnumMap<>(Reason.class);
        all.put(Reason.OPERATION, fitting().operation(Operation.EMBEDDINGS).build());
        all.put(Reason.MODEL, fitting().models(AllowDenyList.ANY.deny("plain")).build());
        all.put(
                Reason.PROVIDER,
                fitting().providers(AllowDenyList.ANY.allow("other")).build());
        all.put(Reason.REGION, fitting().regions(AllowDenyList.ANY.allow("eu")).build());
        all.put(
                Reason.CAPABILITY,
                fitting().require(Capability.TOOLS, Capability.VISION).build());
        all.put(Reason.CONTEXT_WINDOW, fitting().expectedInputTokens(1001).build());
        all.put(Reason.TENANT, fitting().tenant("red").build());
        all.put(Reason.PRICE, fitting().priceCeiling(Pricing.of(1, 1.9)).build());
        return all;
    }

    @Test
    void everyHardReasonIsTried() {
        assertThat(misfits().keySet())
                .containsExactlyElementsOf(List.of(Reason.values()).stream()
                        .filter(reason -> reason.isHard() && reason != Reason.RULE)
                        .toList());
    }

    @Test
    void aModelThatFitsServes() {
        RouterFixture bench = new RouterFixture().model(PLAIN);

        assertThat(bench.call(bench.router(), fitting().build()).value()).isEqualTo("plain");
    }

    @Test
    void eachConstraintExcludesUnderItsOwnName() {
        RouterFixture bench = new RouterFixture().model(PLAIN);
        ModelRouter router = bench.router();
        misfits().forEach((reason, request) -> {
            NoModelAvailableException none =
                    catchThrowableOfType(NoModelAvailableException.class, () -> bench.call(router, request));
            assertThat(none.exclusions()).extracting(Exclusion::reason).containsExactly(reason);
            assertThat(none.exclusions()).extracting(Exclusion::model).containsExactly("plain");
            assertThat(none.isTemporary()).isFalse();
            String shown = reason == Exclusion.Reason.TENANT ? "" : ": plain: " + reason + " (";
            assertThat(none).hasMessageStartingWith("no model of pool pool is available" + shown);
            assertThat(none.getMessage().contains("plain")).isEqualTo(reason != Exclusion.Reason.TENANT);
            assertThat(none.trace().attempts()).isEmpty();
            assertThat(router.operations().exclusions(request)).isEqualTo(none.exclusions());
            assertThatThrownBy(() -> router.route(request)).isInstanceOf(NoModelAvailableException.class);
        });
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void whatIsUnknownDoesNotPassAFilter() {
        RouterFixture bench =
                new RouterFixture().model(Model.builder("bare", "acme").build());
        ModelRouter router = bench.router();

        assertThat(router.operations()
                        .exclusions(RouteRequest.builder()
                                .regions(AllowDenyList.ANY.allow("eu"))
                                .build()))
                .extracting(Exclusion::reason)
                .containsExactly(Reason.REGION);
        assertThat(router.operations()
                        .exclusions(RouteRequest.builder()
                                .priceCeiling(Pricing.of(99, 99))
                                .build()))
                .extracting(Exclusion::reason)
                .containsExactly(Reason.PRICE);
        assertThat(router.operations()
                        .exclusions(RouteRequest.builder()
                                .expectedInputTokens(9_999_999)
                                .build()))
                .as("an unknown window is not a small one")
                .isEmpty();
    }

    @Test
    void aGuessOfThePromptsLengthExcludesNobody() {
        RouterFixture bench = new RouterFixture().model(PLAIN);
        RouteRequest guessed = fitting().estimatedInputTokens(9_999_999).build();

        assertThat(bench.call(bench.router(), guessed).value()).isEqualTo("plain");
    }

    @Test
    void aModelForSomeTenantsServesNobodyWithoutOne() {
        RouterFixture bench = new RouterFixture().model(PLAIN);

        assertThat(bench.router().operations().exclusions(fitting().tenant(null).build()))
                .extracting(Exclusion::reason)
                .containsExactly(Reason.TENANT);
    }

    @Test
    void failoverNeverGoesToAModelThatDoesNotFit() {
        misfits().forEach((reason, request) -> {
            Model good = Model.builder("good", "acme")
                    .region("eu")
                    .price(Pricing.of(0, 0))
                    .capabilities(Set.of(Capability.values()))
                    .operations(Set.of(Operation.values()))
                    .build();
            // The good one fits every misfit request but those that name models, providers or regions.
            RouteRequest open = request.toBuilder()
                    .models(reason == Reason.MODEL ? AllowDenyList.ANY.deny("plain") : AllowDenyList.ANY)
                    .providers(reason == Reason.PROVIDER ? AllowDenyList.ANY.deny("acme-2") : AllowDenyList.ANY)
                    .regions(reason == Reason.REGION ? AllowDenyList.ANY.allow("eu") : AllowDenyList.ANY)
                    .build();
            Model plain =
                    reason == Reason.PROVIDER ? Model.builder("plain", "acme-2").build() : PLAIN;
            RouterFixture bench = new RouterFixture().model(good).model(plain).breaks("good", FailureKind.SERVER_ERROR);
            ModelRouter router = bench.router();
            for (int i = 0; i < 10; i++) { // through trips, trials and panic
                assertThatThrownBy(() -> bench.call(router, open)).isInstanceOf(RoutingException.class);
                bench.clock.passSeconds(3);
            }
            assertThat(bench.asked).as(reason.toString()).isNotEmpty().containsOnly("good");
        });
    }

    @Test
    void panicNeverGoesToAModelThatDoesNotFit() {
        misfits().forEach((reason, request) -> {
            RouterFixture bench = new RouterFixture().model(PLAIN).breaks("plain", FailureKind.SERVER_ERROR);
            ModelRouter router = bench.router();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> bench.call(router, fitting().build()))
                        .isInstanceOf(ModelsExhaustedException.class);
            }
            int before = bench.asked.size();
            assertThatThrownBy(() -> bench.call(router, request)).isInstanceOf(NoModelAvailableException.class);
            assertThat(bench.asked).hasSize(before);
        });
    }

    @Test
    void pinningAModelDoesNotLiftItsOtherConstraints() {
        RouterFixture bench = new RouterFixture().model(PLAIN).model(RouterFixture.model("other"));
        RouteRequest pinned = RouteRequest.builder()
                .models(AllowDenyList.ANY.allow("plain"))
                .tenant("red")
                .build();

        assertThat(bench.router().operations().exclusions(pinned))
                .extracting(Exclusion::reason)
                .containsExactly(Reason.TENANT, Reason.MODEL);
    }

    @Test
    void aModelHeldOutServesNobodyNotEvenInPanic() {
        RouterFixture bench = RouterFixture.of("a");
        ModelRouter router = bench.router();
        router.operations().forceOpen("a");

        assertThatThrownBy(() -> bench.call(router)).isInstanceOfSatisfying(NoModelAvailableException.class, none -> {
            assertThat(none.exclusions()).extracting(Exclusion::reason).containsExactly(Reason.FORCED_OPEN);
            assertThat(none.isTemporary()).isTrue();
        });
        router.operations().reset("a");
        assertThat(bench.call(router)).isEqualTo("a");
    }

    @Test
    void aLowerTierIsNoWayRoundAConstraint() {
        RouterFixture bench = new RouterFixture().model(PLAIN).model(RouterFixture.model("spare"));
        ModelRouter router = bench.router(Pool.of("pool", "spare").withTier(Tier.EMERGENCY, "plain"));
        bench.breaks("spare", FailureKind.SERVER_ERROR);

        assertThatThrownBy(() ->
                        bench.call(router, RouteRequest.builder().tenant("red").build()))
                .isInstanceOf(ModelsExhaustedException.class);
        assertThat(bench.asked).containsOnly("spare");
    }
}
