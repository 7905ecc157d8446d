package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The card of the live page for the quality of answers, while a model's tool calls get invalid and recover. With {@code
 * -Dquality.walk=full} three percent of them get invalid, otherwise most, so that few calls are enough.
 */
class QualityBrowserTest extends LivePageFixture {
    private static final String ROW = "#quality tr[data-model='fading'][data-signal='tool-calls'] ";
    private static final boolean FULL = "full".equals(System.getProperty("quality.walk"));
    private static final double USUAL = FULL ? 0.005 : 0.1;
    private static final double WORSE = FULL ? 0.035 : 0.8;
    private static final int BASELINE = FULL ? 15_000 : 540; // calls

    @Test
    void aChangeIsShownWithItsEvidenceAndItsEnd() throws Exception {
        try (QualityWalk walk = new QualityWalk(FULL ? 600 : 60, USUAL, FULL ? 24 : 8, FULL ? 3 : 1, "")) {
            browser.size(1400, 1180);
            browser.open(walk.gateway.address("/pointsman/ui"));
            walk.calls(BASELINE);
            browser.await("the card is there", ROW + ".finding", "unchanged"::equals);
            double before = walk.calls(FULL ? 600 : 60);
            pictures("quality-before");

            walk.invalid(WORSE);
            double changed = walk.hours();
            int made = walk.until(view -> isLabelled(view, "model"), 60_000);
            double noticed = walk.hours() - changed;
            double during = walk.calls(FULL ? 600 : 60);
            browser.await("the finding", ROW + ".finding", text -> text.startsWith("worse than its peers and"));
            browser.await("the notice", "#quality .notices li", text -> text.contains("since about"));
            assertThat(browser.barriers()).isEmpty();
            pictures("quality-during");
            JsonNode view = walk.view();

            walk.invalid(USUAL);
            double healed = walk.hours();
            int more = walk.until(later -> !isLabelled(later, "model"), 60_000);
            double recovered = walk.hours() - healed;
            browser.await("it is over", ROW + ".finding", "unchanged"::equals);
            double after = walk.calls(FULL ? 600 : 60);
            pictures("quality-after");
            tableFitsAPhone("quality");
            browser.leave();
            if (FULL) {
                report(walk, view);
                System.out.printf(
                        "alarm after %d calls, %.1f hours; over after %d calls, %.1f hours; share %.3f, %.3f, %.3f%n",
                        made, noticed, more, recovered, before, during, after);
            }
        } finally {
            browser.size(1280, 1180);
        }
    }

    private static boolean isLabelled(JsonNode view, String label) {
        return QualityWalk.tools(view, QualityWalk.MODEL).path("label").asText().equals(label);
    }

    private static void report(QualityWalk walk, JsonNode during) throws Exception {
        System.out.println(during.path("notices").toPrettyString());
        System.out.println(during.path("learned").toPrettyString());
        System.out.println(QualityWalk.tools(during, QualityWalk.MODEL).toPrettyString());
        System.out.println(walk.view().path("notices").toPrettyString());
        System.out.println(walk.gateway
                .send("GET", "/prometheus", "")
                .body()
                .lines()
                .filter(line -> line.startsWith("pointsman_quality"))
                .collect(Collectors.joining("\n")));
    }
}
