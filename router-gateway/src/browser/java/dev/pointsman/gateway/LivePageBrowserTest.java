package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The live page in headless Chromium. With {@code -Dbrowser.pictures=} and a directory it leaves pictures of the page
 * there, before, during and after an outage.
 */
class LivePageBrowserTest extends LivePageFixture {
    private static final String BEST = "tr[data-model='aurora-large'] ";
    private static final String STATE = BEST + ".badge";
    private static final String SHARE = BEST + "td:nth-child(3)";
    private static final String DRAWN =
            "return Chart.getChart(document.querySelector('#figure-shares canvas')).data.datasets[0].data.length";
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    private static final String SHOWN = "return document.querySelectorAll('#decisions > li').length";
    private static final String CUT_OFF = "const list = document.getElementById('decisions');"
            + "return list.scrollHeight > list.clientHeight + 1"
            + " || list.lastChild.getBoundingClientRect().bottom > list.getBoundingClientRect().bottom + 1";

    /** The least distance, in Oklab, of a model's colour from those of states and of other models. */
    private static final String LEAST_DISTANCE = """
            const names = ['good', 'back', 'wait', 'held', 'bad'].map(state => `--state-${state}`);
            const models = [0, 1, 2, 3, 4, 5, 6, 7].map(model => `--model-${model}`);
            const style = getComputedStyle(document.documentElement);
            const oklab = name => {
              const [r, g, b] = style.getPropertyValue(name).trim().match(/[0-9a-f]{2}/g).map(hex => {
                const c = parseInt(hex, 16) / 255;
                return c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
              });
              const l = Math.cbrt(.4122214708 * r + .5363325363 * g + .0514459929 * b);
              const m = Math.cbrt(.2119034982 * r + .6806995451 * g + .1073969566 * b);
              const s = Math.cbrt(.0883024619 * r + .2817188376 * g + .6299787005 * b);
              return [.2104542553 * l + .793617785 * m - .0040720468 * s,
                1.9779984951 * l - 2.428592205 * m + .4505937099 * s,
                .0259040371 * l + .7827717662 * m - .808675766 * s];
            };
            const distance = (a, b) => Math.hypot(...oklab(a).map((value, i) => value - oklab(b)[i]));
            return Math.min(...models.flatMap((model, i) =>
              [...names, ...models.slice(0, i)].map(other => distance(model, other))));
            """;

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
    void thePageTellsThatNothingWasCalledThatItIsPausedAndWhatOthersChanged() throws Exception {
        try (Gateway gateway = quick()) {
            browser.size(1400, 1180);
            browser.open(gateway.address("/pointsman/ui"));
            browser.await("the controls are there", "#traffic", "Start traffic"::equals);
            browser.await("it is empty", "#empty", text -> text.startsWith("No calls yet"));
            pictures("empty");

            put(gateway, "/embedded/traffic", "{\"running\":true,\"goal\":\"speed\"}");
            put(gateway, "/embedded/providers/cirrus", "{\"mode\":\"slow\"}");
            browser.await("traffic that another started", "#traffic", "Stop traffic"::equals);
            browser.await("a change by another", "[data-provider=cirrus] .mode", mode -> mode.startsWith("slow"));
            assertThat(browser.run("return document.getElementById('goal').value"))
                    .isEqualTo("speed");
            browser.await("it is empty no longer", "#empty", String::isEmpty);

            browser.await("more decisions than are shown", "#more", "Show all"::equals);
            browser.await("ten", () -> browser.run(SHOWN), Long.valueOf(10)::equals);
            assertThat(browser.run(CUT_OFF)).as("the last decision is cut off").isEqualTo(false);
            browser.click("#more");
            browser.await("all", () -> browser.run(SHOWN), shown -> (Long) shown > 10);
            browser.click("#more");

            assertThat(browser.text("#connection")).isEqualTo("Live");
            browser.click("#pause");
            assertThat(browser.text("#connection")).matches("Paused at \\d\\d:\\d\\d:\\d\\d");
            tableFitsAPhone("models");
            browser.size(1400, 1180);
            browser.click("#pause");
            browser.await("it goes on", "#connection", "Live"::equals);
            pictures("busy");
            browser.leave();
        } finally {
            browser.size(1280, 1180);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void coloursOfModelsAreNotThoseOfStatesNorOfEachOther(String theme) throws Exception {
        browser.theme(theme);
        try (Gateway gateway = quick()) {
            browser.open(gateway.address("/pointsman/ui"));
            browser.await("the controls are there", "#traffic", "Start traffic"::equals);
            assertThat(((Number) browser.run(LEAST_DISTANCE)).doubleValue()).isGreaterThan(.08);
            browser.leave();
        } finally {
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

    private static void put(Gateway gateway, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.address(path)))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
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
