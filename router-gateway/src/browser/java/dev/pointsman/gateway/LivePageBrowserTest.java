package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The live page in headless Chromium. With {@code -Dbrowser.pictures=} and a directory it leaves pictures of the page
 * there, before, during and after an outage.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageBrowserTest {
    private static final String BEST = "tr[data-model='aurora-large'] ";
    private static final String STATE = BEST + ".badge";
    private static final String SHARE = BEST + "td:nth-child(3)";
    private static final String DRAWN =
            "return Chart.getChart(document.querySelector('#figure-shares canvas')).data.datasets[0].data.length";
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    private Browser browser;

    @BeforeAll
    void open() throws IOException {
        browser = new Browser();
    }

    @AfterAll
    void close() throws IOException {
        browser.close();
    }

    @AfterEach
    void nothingElseHappened() {
        assertThat(browser.complaints()).as("the console").isEmpty();
        assertThat(browser.requests())
                .filteredOn(address -> address.startsWith("http"))
                .as("requests")
                .allMatch(address -> address.startsWith("http://127.0.0.1:"));
    }

    @Test
    void aBrokenProviderIsSeenToLeaveAndToReturn() throws Exception {
        try (Gateway gateway = quick()) {
            browser.open(gateway.address("/pointsman/ui"));
            browser.await("the controls are there", "#traffic", "Start traffic"::equals);
            browser.choose("#goal", "speed");
            browser.click("#traffic");
            browser.await("the fastest one gets most calls", SHARE, share -> percent(share) > 80);
            assertThat(browser.text(STATE)).isEqualTo("serving");
            assertThat(browser.text("#tile-health")).isEqualTo("healthy");
            picture("before");

            browser.click("[data-provider=aurora] [data-action=break]");
            browser.await("it is taken out", STATE, "open"::equals);
            assertThat(browser.run("return document.getElementById('announce').textContent"))
                    .as("what a screen reader says")
                    .asString()
                    .contains("aurora-large is ");
            browser.await("its share goes to the others", SHARE, share -> percent(share) < 10);
            assertThat(browser.text("#tile-health")).isEqualTo("degraded");
            assertThat(browser.text("#trouble")).contains("aurora-large: circuit breaker open");
            assertThat(percent(browser.text("tr[data-model='boreal-chat'] td:nth-child(3)")))
                    .isGreaterThan(50);
            picture("during");

            browser.click("[data-provider=aurora] [data-action=heal]");
            browser.await("it serves again", STATE, "serving"::equals);
            browser.await("its share comes back", SHARE, share -> percent(share) > 50);
            assertThat(browser.text("#decisions")).contains("aurora-large");
            picture("after");
            browser.leave();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void nobodyIsShutOut(String theme) throws Exception {
        browser.theme(theme);
        try (Gateway gateway = quick()) {
            browser.open(gateway.address("/pointsman/ui"));
            browser.await("the controls are there", "#traffic", "Start traffic"::equals);
            browser.click("#traffic");
            browser.click("[data-provider=cirrus] [data-action=break]");
            browser.await("a decision is told", "#decisions li .who", who -> !who.isEmpty());
            browser.run("document.querySelectorAll('#figures details').forEach(one => { one.open = true; });"
                    + "document.querySelector('#decisions details').open = true;");
            browser.click("#pause");
            assertThat(browser.barriers()).isEmpty();
            browser.size(360, 740);
            browser.await(
                    "nothing sticks out of a phone",
                    () -> browser.run("return document.documentElement.scrollWidth"),
                    width -> width.equals(360L));
            assertThat(browser.barriers()).isEmpty();
            browser.leave();
        } finally {
            browser.size(1280, 1180);
            browser.theme("light");
        }
    }

    @Test
    void aNameIsNeverMarkup() throws Exception {
        try (Gateway gateway = Gateway.start("""
                endpoints: { pointsman: { sensitive: false } }
                pointsman:
                  providers: { p: { wire: openai, url: "http://localhost:1/v1" } }
                  models: [ { id: "%1$s", provider: p, region: "%1$s" } ]
                  pools: { "%1$s": { primary: [ "%1$s" ] } }
                """.formatted(MARKUP))) {
            browser.open(gateway.address("/pointsman/ui"));
            browser.await("the name is text", "#models tbody th", name -> name.contains(MARKUP));
            gateway.ask();
            browser.await("also where it is blamed", "#decisions", text -> text.contains(MARKUP));
            assertThat(browser.run("return document.querySelectorAll('main img').length"))
                    .isEqualTo(0L);
            assertThat(browser.text("#demo"))
                    .as("no controls without a demonstration")
                    .isEmpty();
            browser.leave();
        }
    }

    private void picture(String when) throws IOException {
        String directory = System.getProperty("browser.pictures");
        if (directory != null) {
            browser.await("there is something to see", () -> browser.run(DRAWN), drawn -> (Long) drawn >= 28);
            for (String theme : new String[] {"dark", "light"}) {
                browser.theme(theme);
                browser.await("drawn again", "#connection", "Live"::equals);
                browser.picture(Path.of(directory, "live-" + when + "-" + theme + ".png"));
            }
        }
    }

    /** A gateway whose breakers open for a short while, so that outages end soon. */
    private static Gateway quick() {
        return Gateway.start(Map.of(
                "pointsman.breaker.open-for",
                "2s",
                "pointsman.breaker.open-at-most",
                "4s",
                "pointsman.breaker.ramp",
                "1,3"));
    }

    private static double percent(String text) {
        String digits = text.replaceAll("[^0-9.]", "");
        return digits.isEmpty() ? -1 : Double.parseDouble(digits);
    }
}
