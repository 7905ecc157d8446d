package dev.pointsman.micronaut.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.config.Mistakes;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Pricing;
import dev.pointsman.tenant.Tenant;
import dev.pointsman.tenant.TenantAdmission;
import dev.pointsman.tenant.TenantBudget;
import dev.pointsman.tenant.TenantLimit;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantConfigurationTest {
    private static final String HASH = "sha256:" + "0a".repeat(32);
    private static final String ROUTER = """
            pointsman:
              providers: { p: { wire: openai, url: "http://localhost:1" } }
              models:
                - { id: gpt-5-pro, provider: p }
                - { id: sonnet, provider: p }
              pools: { chat: { primary: [sonnet] }, cheap: { primary: [sonnet] } }
            """;

    @Test
    void everyKeyIsRead() {
        try (ApplicationContext application = Applications.start(ROUTER + """
              admission: { when-store-gone: refuse }
              tenants:
                acme.corp:
                  pools: [chat, cheap]
                  models: { deny: [gpt-5-pro] }
                  providers: { allow: [p] }
                  regions: { allow: [eu] }
                  goal: balanced
                  price-ceiling: { input: 5, output: 20 }
                  limits: { requests: 600/1m, tokens: 400000/m, concurrent: 40 }
                  budgets:
                    - { usd: 500, per: month, zone: Europe/Berlin, warn-at: [0.8, 0.95], when-spent: refuse }
                    - { usd: 40.5, per: day, models: [sonnet], when-spent: { pool: cheap } }
                    - { tokens: 1000000 }
                  keys:
                    - { id: ci, hash: "%s", expires: 2027-06-30, limits: { requests: 60/1m } }
                beta: { pools: [chat] }
            """.formatted(HASH))) {
            Tenant acme = application.getBean(TenantAdmission.class).tenant("acme.corp");
            assertThat(acme)
                    .isEqualTo(Tenant.builder("acme.corp")
                            .pools(List.of("chat", "cheap"))
                            .models(AllowDenyList.ANY.deny("gpt-5-pro"))
                            .providers(AllowDenyList.ANY.allow("p"))
                            .regions(AllowDenyList.ANY.allow("eu"))
                            .goal(Goal.BALANCED)
                            .priceCeiling(Pricing.of(5, 20))
                            .limits(
                                    TenantLimit.requests(600, Duration.ofMinutes(1)),
                                    TenantLimit.tokens(400_000, Duration.ofMinutes(1)),
                                    TenantLimit.concurrent(40))
                            .budgets(
                                    new TenantBudget(
                                            TenantBudget.Unit.USD,
                                            500_000_000,
                                            TenantBudget.Period.MONTH,
                                            ZoneId.of("Europe/Berlin"),
                                            Set.of(),
                                            List.of(.8, .95),
                                            null),
                                    new TenantBudget(
                                            TenantBudget.Unit.USD,
                                            40_500_000,
                                            TenantBudget.Period.DAY,
                                            ZoneOffset.UTC,
                                            Set.of("sonnet"),
                                            List.of(),
                                            "cheap"),
                                    new TenantBudget(
                                            TenantBudget.Unit.TOKENS,
                                            1_000_000,
                                            TenantBudget.Period.MONTH,
                                            ZoneOffset.UTC,
                                            Set.of(),
                                            List.of(),
                                            null))
                            .keyLimits("ci", TenantLimit.requests(60, Duration.ofMinutes(1)))
                            .build());
            assertThat(application.getBean(TenantKeys.class).all())
                    .containsExactly(new ClientKey("acme.corp", "ci", HASH, LocalDate.of(2027, 6, 30)));
        }
    }

    @Test
    void withoutTenantsNothingIsAdded() {
        try (ApplicationContext application = Applications.start(ROUTER)) {
            assertThat(application.findBean(TenantAdmission.class)).isEmpty();
            assertThat(application.getBean(TenantKeys.class).isEmpty()).isTrue();
        }
    }

    @Test
    void wrongValuesStopTheStartAllAtOnce() {
        assertThat(Mistakes.of(ROUTER + """
              admission: { when-store-gone: panic }
              tenants:
                a/b: { pools: [chat] }
                acme:
                  price-ceiling: { input: -1 }
                  limits: { requests: 600, tokens: 0/1m, concurrent: 0 }
                  budgets:
                    - { per: year, usd: 5 }
                    - { zone: Mars/Base, usd: 0 }
                    - { warn-at: [2], tokens: 5, usd: 5, when-spent: sleep }
                    - { tokens: 5, when-spent: { } , color: red }
                  keys:
                    - { id: "a b", hash: pm-secret }
                    - { expires: tomorrow }
                  wishes: many
            """))
                .contains(
                        "pointsman.admission.when-store-gone: panic (expected: one of: allow, refuse)",
                        "pointsman.tenants.a/b: a/b (expected: a name of 1 to 128 visible ASCII characters without a slash)",
                        "pointsman.tenants.acme.price-ceiling.input: -1.0 (expected: >= 0 USD per million tokens)",
                        "pointsman.tenants.acme.price-ceiling.output: missing (expected: a price in USD per million tokens)",
                        "pointsman.tenants.acme.limits.requests: 600 (expected: an amount per time of at most 31d, such as 600/1m)",
                        "pointsman.tenants.acme.limits.tokens: 0/1m (expected: an amount per time of at most 31d, such as 600/1m)",
                        "pointsman.tenants.acme.limits.concurrent: 0 (expected: >= 1)",
                        "pointsman.tenants.acme.budgets[0].per: year (expected: one of: day, week, month)",
                        "pointsman.tenants.acme.budgets[1].usd: 0.0 (expected: >= 0.000001 and <= 1000000000000)",
                        "pointsman.tenants.acme.budgets[1].zone: Mars/Base (expected: a time zone, such as Europe/Berlin)",
                        "pointsman.tenants.acme.budgets[2]: usd and tokens (expected: one of usd and tokens)",
                        "pointsman.tenants.acme.budgets[2].warn-at[0]: 2.0 (expected: > 0 and <= 1)",
                        "pointsman.tenants.acme.budgets[2].when-spent: sleep (expected: refuse, or pool: and its name)",
                        "pointsman.tenants.acme.keys[0].id: a b (expected: " + KeyHashes.ID + ")",
                        "pointsman.tenants.acme.keys[0].hash: *** (expected: " + KeyHashes.HASH + ")",
                        "pointsman.tenants.acme.keys[1].id: missing (expected: a name)",
                        "pointsman.tenants.acme.keys[1].hash: missing (expected: " + KeyHashes.HASH + ")",
                        "pointsman.tenants.acme.keys[1].expires: tomorrow (expected: a day, such as 2027-06-30)");
    }

    @Test
    void unknownNamesStopTheStart() {
        assertThat(Mistakes.of(ROUTER + """
              tenants:
                acme:
                  pools: [none]
                  models: { allow: [nothing] }
                  goal: happiness
                  budgets: [ { tokens: 5, models: [nil], when-spent: { pool: other } } ]
            """))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("pointsman.tenants.acme.pools: none (expected: one of: "),
                        line -> assertThat(line).startsWith("pointsman.tenants.acme.models.allow: nothing (expected:"),
                        line -> assertThat(line).startsWith("pointsman.tenants.acme.goal: happiness (expected:"),
                        line -> assertThat(line).startsWith("pointsman.tenants.acme.budgets[0].models: nil (expected:"),
                        line -> assertThat(line)
                                .startsWith("pointsman.tenants.acme.budgets[0].when-spent.pool: other (expected:"));
    }
}
