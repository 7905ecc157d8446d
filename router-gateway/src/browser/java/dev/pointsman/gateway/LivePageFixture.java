package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A browser for the tests of one class, which complains of nothing and asks no other machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LivePageFixture {
    private static final String OUTSIDE = "return [...document.querySelectorAll('#%s tbody td')].filter(cell =>"
            + " { const box = cell.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth; }).length";

    Browser browser;

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

    /** Makes the window as narrow as a phone: no figure of a part's tables may be outside of it. */
    void tableFitsAPhone(String part) {
        browser.size(400, 900);
        assertThat(browser.run(OUTSIDE.formatted(part)))
                .as("figures of %s outside of a phone", part)
                .isEqualTo(0L);
    }

    /** Pictures of a desktop and of a phone in both themes, if a directory for them is named. */
    void pictures(String when) throws IOException {
        String directory = System.getProperty("browser.pictures");
        if (directory != null) {
            for (String theme : new String[] {"dark", "light"}) {
                browser.theme(theme);
                for (int width : new int[] {400, 1400}) {
                    browser.size(width, width < 600 ? 4100 : 2300);
                    browser.await("drawn again", "#connection", "Live"::equals);
                    browser.picture(Path.of(directory, when + "-" + width + "-" + theme + ".png"));
                }
            }
        }
    }
}
