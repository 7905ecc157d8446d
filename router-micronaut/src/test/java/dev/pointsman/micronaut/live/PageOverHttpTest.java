package dev.pointsman.micronaut.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page as files over HTTP. */
class PageOverHttpTest {
    private static final Pattern LINKS = Pattern.compile("(?:src|href)=\"ui/([^\"]+)\"|from '\\./([^']+)'");
    private static final String SVG = "http://www.w3.org/2000/svg";

    @Test
    void everyFileThatThePageNamesIsThere() throws Exception {
        try (LivePageApp site = LivePageApp.open(Map.of())) {
            HttpResponse<String> page = site.page();
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
            Set<String> seen = new TreeSet<>();
            Deque<String> open = new ArrayDeque<>(links(page.body()));
            while (!open.isEmpty()) {
                String file = open.pop();
                if (seen.add(file)) {
                    HttpResponse<String> found = site.get("/" + file);
                    assertThat(found.statusCode()).as(file).isEqualTo(200);
                    checkHeaders(found);
                    if (!file.equals("chart.js")) {
                        assertThat(found.body().replace(SVG, ""))
                                .as("nothing comes from another host")
                                .doesNotContain("http:", "https:");
                        open.addAll(links(found.body()));
                    }
                }
            }
            assertThat(seen).contains("page.css", "page.js", "chart.js", "icon.svg", "demo.js");
            assertThat(page.body())
                    .doesNotContain("http:", "https:", "<style", " style=")
                    .doesNotContainPattern("\\son\\w+=");
        }
    }

    @Test
    void onlyItsOwnFilesAreServed() throws Exception {
        try (LivePageApp site = LivePageApp.open(Map.of())) {
            for (String wrong :
                    new String[] {"nothing.js", "..%2Flogback.xml", "package-info.class", "%2Fetc%2Fpasswd"}) {
                assertThat(site.get("/" + wrong).statusCode()).as(wrong).isBetween(400, 404);
            }
        }
    }

    @Test
    void withASlashAtItsEndItIsFoundAllTheSame() throws Exception {
        try (LivePageApp site = LivePageApp.open(Map.of())) {
            HttpResponse<String> moved = site.get("/");
            assertThat(moved.statusCode()).isIn(200, 308);
            if (moved.statusCode() == 308) {
                assertThat(moved.headers().firstValue("location")).hasValue("/pointsman/ui");
            }
        }
    }

    private static void checkHeaders(HttpResponse<String> found) {
        Map<String, String> headers = found.headers().map().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                        entry -> entry.getValue().get(0)));
        assertThat(headers.get("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self'")
                .doesNotContain("unsafe");
        assertThat(headers).containsEntry("x-content-type-options", "nosniff");
    }

    private static Set<String> links(String text) {
        return LINKS.matcher(text).results().map(PageOverHttpTest::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }
}
