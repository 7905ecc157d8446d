package dev.pointsman.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Client libraries against the gateway. With {@code -Dclients.full=true} all cells are measured, with {@code
 * -Dwrite.pages=true} the record and its page are written, with {@code -Dclients.only=} and a regular expression only the
 * clients of such a name are measured.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsTest {
    private static final Path MEASURED = Path.of("target", "clients.tsv");

    private Clients clients;
    private Matrix matrix;
    private Map<Cell, String> measured;

    @BeforeAll
    void measure(@TempDir Path folder) throws Exception {
        matrix = Matrix.read();
        clients = Clients.start();
        measured = MatrixRun.of(clients.cells(Boolean.getBoolean("clients.full")), folder);
        Files.write(
                MEASURED,
                measured.entrySet().stream()
                        .map(one -> one.getKey() + "\t" + one.getValue())
                        .sorted()
                        .toList());
        if (Boolean.getBoolean("write.pages")) {
            matrix.replace(measured);
            matrix.write();
            ClientsPage.write(matrix);
        }
    }

    @AfterAll
    void close() throws Exception {
        clients.close();
    }

    @TestFactory
    Stream<DynamicTest> noClientShowsAPartAsAWholeAnswer() {
        return clients.names().stream()
                .map(client -> DynamicTest.dynamicTest(client, () -> {
                    SoftAssertions all = new SoftAssertions();
                    measured.forEach((cell, words) -> {
                        if (cell.client().equals(client)) {
                            all.assertThat(words).as("%s", cell).matches(Expectation.of(cell));
                        }
                    });
                    all.assertAll();
                }));
    }

    @TestFactory
    Stream<DynamicTest> theRecordIsWhatClientsSee() {
        return clients.names().stream()
                .map(client -> DynamicTest.dynamicTest(client, () -> {
                    SoftAssertions all = new SoftAssertions();
                    measured.forEach((cell, words) -> {
                        if (cell.client().equals(client)) {
                            all.assertThat(words).as("%s", cell).isEqualTo(matrix.at(cell));
                        }
                    });
                    all.assertAll();
                }));
    }

    @Test
    void everyClientIsMeasured() {
        assertThat(measured.keySet().stream().map(Cell::client).distinct())
                .containsExactlyInAnyOrderElementsOf(clients.names());
    }

    @Test
    void thePageShowsTheRecord() throws IOException {
        assertThat(ClientsPage.FILE).content().contains(ClientsPage.table(matrix));
    }

    @Test
    void thePageNamesTheVersionsOfThePackages() throws IOException {
        String page = Files.readString(ClientsPage.FILE).replaceAll("\\s+", " ");
        assertThat(NodeModules.versions())
                .hasSizeGreaterThan(10)
                .allSatisfy((name, version) -> assertThat(page)
                        .contains(name.startsWith("openai") ? " " + version : "`" + name + "` " + version));
    }
}
