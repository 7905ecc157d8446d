package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Usage of tenants on the live page: spend by tenant, model, day and goal, budgets, and what caches saved. */
class UsageBrowserTest extends LivePageFixture {
    private static final String TENANT = "X-Router-Tenant";

    @Test
    void spendAndBudgetsAreShownWhereThereAreTenants() throws Exception {
        try (FaultyProvider broken = FaultyProvider.openAi().start();
                FaultyProvider caching = FaultyProvider.openAi()
                        .promptCache(1024, Duration.ofMinutes(5))
                        .start();
                Gateway gateway = Gateway.start("""
                        endpoints: { pointsman: { sensitive: false }, usage: { sensitive: false } }
                        pointsman:
                          providers:
                            far: { wire: openai, url: "%s" }
                            near: { wire: openai, url: "%s" }
                          models:
                            - { id: far-large, provider: far, price: { input: 40, output: 120, cached: 4 } }
                            - { id: near-large, provider: near, price: { input: 20, output: 80, cached: 2 } }
                          pools:
                            chat: { goal: ordered, primary: [far-large], fallback: [near-large] }
                            answers: { goal: cost, primary: [near-large], cache: { ttl: 1h, when: always } }
                          tenants:
                            acme:
                              limits: { requests: 600/1m, concurrent: 40 }
                              budgets: [ { usd: 0.5, per: month } ]
                            beta: { budgets: [ { usd: 0.2, per: day } ], limits: { requests: 2/1h } }
                        """.formatted(broken.url(), caching.url()))) {
            broken.next(Fault.none(), Fault.resetAfter(3));
            String prompt = "Find a book, please. ".repeat(300);
            for (int i = 0; i < 3; i++) {
                ask(gateway, "chat", prompt, "acme");
                ask(gateway, "answers", prompt, "acme");
                ask(gateway, "chat", "Hello " + i, "beta");
                ask(gateway, "answers", "Hello", "somebody else");
            }
            browser.size(1400, 1400);
            browser.open(gateway.address("/pointsman/ui"));
            browser.await("the sum", "#usage-sum", text -> text.contains(" cost $"));
            assertThat(browser.text("#usage-sum"))
                    .matches("\\d calls cost \\$0\\.\\d+, \\$0.* of it by failures\\. Cached tokens saved \\$[0-9.]+,"
                            + " the cache of responses \\$0\\.\\d+ in 4 calls\\..*");
            assertThat(row("acme")).contains("$0.0").contains("2, $0.0");
            assertThat(row("beta")).contains("$0.0");
            assertThat(browser.text("#usage-rows tbody tr:last-child")).contains("unattributed");
            assertThat(browser.text("#usage-limits tr[data-row='acme']:nth-child(3)"))
                    .contains("usd: 0.5/month", "%", "$0.");
            assertThat(browser.text("#usage-limits tr[data-limit='concurrent: 40']"))
                    .contains("40", "100 %", "–");
            assertThat(browser.text("#usage-limits tr[data-limit='requests: 2/1h']"))
                    .contains("0 %");
            for (String by : new String[] {"model", "day", "goal"}) {
                browser.choose("#usage-by", by);
                browser.await(
                        "by " + by,
                        "#usage-rows thead",
                        text -> text.toLowerCase(java.util.Locale.ROOT).startsWith(by));
                assertThat(browser.text("#usage-rows tbody tr:first-child")).contains("$0.");
            }
            assertThat(browser.text("#usage-rows tbody")).contains("ordered", "cost");
            assertThat(browser.barriers()).isEmpty();
            browser.choose("#usage-by", "tenant");
            browser.await("by tenant", "#usage-rows thead", text -> text.startsWith("Tenant"));
            pictures("usage");
            tableFitsAPhone("usage");
            browser.leave();
        } finally {
            browser.size(1280, 1180);
        }
    }

    @Test
    void withoutTenantsThereIsNoUsage() throws Exception {
        try (FaultyProvider provider = FaultyProvider.openAi().start();
                Gateway gateway = Gateway.start("""
                        endpoints: { pointsman: { sensitive: false }, usage: { sensitive: false } }
                        pointsman:
                          providers: { p: { wire: openai, url: "%s" } }
                          models: [ { id: m, provider: p } ]
                          pools: { chat: { primary: [m] } }
                        """.formatted(provider.url()))) {
            browser.open(gateway.address("/pointsman/ui"));
            browser.await("a model is there", "#models tbody th", name -> name.contains("m"));
            assertThat(browser.text("#usage")).isEmpty();
            browser.leave();
        }
    }

    private String row(String name) {
        return browser.text("#usage-rows tr[data-row='" + name + "']");
    }

    private static void ask(Gateway gateway, String pool, String prompt, String tenant) throws Exception {
        gateway.post(
                Gateway.CHAT,
                Gateway.hello("\"model\":\"" + pool + "\"").replace("Hello", prompt),
                TENANT,
                tenant.replace(' ', '-'));
    }
}
