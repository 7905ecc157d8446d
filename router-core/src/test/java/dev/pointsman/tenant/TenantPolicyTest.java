package dev.pointsman.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.failure.NoModelAvailableException;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The policy of a tenant holds for all of its calls, and other models and pools stay unknown to it. */
class TenantPolicyTest {

    private static void onlyMini(TenantBuilder tenant) {
        TenantFixture fixture = new TenantFixture(tenant.build());
        IntStream.range(0, 30).forEach(i -> assertThat(fixture.call()).isEqualTo("mini"));
        try (Attempt single = fixture.router().route(TenantFixture.request().build())) {
            assertThat(single.model().id()).isEqualTo("mini");
        }
    }

    @Test
    void modelsProvidersRegionsAndPricesAreHardConstraints() {
        onlyMini(Tenant.builder("acme").models(AllowDenyList.ANY.deny("sonnet")));
        onlyMini(Tenant.builder("acme").providers(AllowDenyList.ANY.allow("openai")));
        onlyMini(Tenant.builder("acme").regions(AllowDenyList.ANY.allow("eu")));
        onlyMini(Tenant.builder("acme").priceCeiling(Pricing.of(1, 5)));
    }

    @Test
    void theFirstOfItsPoolsIsItsDefault() {
        onlyMini(Tenant.builder("acme").pools(List.of("cheap", "chat")));
    }

    @Test
    void otherPoolsAreUnknownAndNotNamed() {
        TenantFixture fixture =
                new TenantFixture(Tenant.builder("acme").pools(List.of("chat")).build());
        assertThatThrownBy(() -> fixture.call(TenantFixture.request().pool("secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool: secret (expected: one of chat)");
        assertThatThrownBy(() -> fixture.call(TenantFixture.request().pool("none")))
                .hasMessage("pool: none (expected: one of chat)");
        assertThatThrownBy(() -> fixture.router()
                        .operations()
                        .explain(TenantFixture.request().pool("secret").build()))
                .hasMessage("pool: secret (expected: one of chat)");
    }

    @Test
    void concealedModelsAreNotAmongTheExclusionsForTheTenant() {
        TenantFixture fixture = new TenantFixture(
                Tenant.builder("acme").models(AllowDenyList.ANY.deny("sonnet")).build());
        RouteRequest request =
                TenantFixture.request().regions(AllowDenyList.ANY.allow("moon")).build();
        NoModelAvailableException thrown = catchThrowableOfType(
                NoModelAvailableException.class, () -> fixture.router().call(request, attempt -> "never"));
        assertThat(thrown.tenantExclusions()).extracting(Exclusion::model).containsExactly("mini");
        assertThat(thrown.exclusions()).extracting(Exclusion::model).containsExactly("sonnet", "mini");
        assertThat(thrown.getMessage()).doesNotContain("sonnet");
    }

    @Test
    void itsGoalIsTheDefaultOfItsCalls() {
        TenantFixture fixture =
                new TenantFixture(Tenant.builder("acme").goal(Goal.COST).build());
        assertThat(fixture.call(TenantFixture.request(), Usage.of(1, 1)).trace().goal())
                .isEqualTo("cost");
        assertThat(fixture.call(TenantFixture.request().goal(Goal.SPEED), Usage.of(1, 1))
                        .trace()
                        .goal())
                .isEqualTo("speed");
    }
}
