package dev.pointsman.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.RouteRequest;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Libraries that an application gets with the decision log: those of the engine, and a JSON stream. */
@Timeout(60)
class RuntimeDependenciesTest {
    private static final Path BASE = Path.of("").toAbsolutePath();

    /** The engine with its own libraries, and what the log adds to them. */
    private static final List<String> RUNTIME =
            List.of("caffeine", "failsafe", "jackson-core", "jspecify", "slf4j-api");

    @TempDir
    Path directory;

    /** A process that writes one decision and reads it. */
    static final class WriteAndRead {
        private WriteAndRead() {}

        public static void main(String[] arguments) throws IOException {
            Path path = Path.of(arguments[0]);
            try (DecisionLog log = DecisionLog.builder(path).open()) {
                TwoModelRouter.router(log).call(RouteRequest.ANY, attempt -> "answer");
            }
            try (DecisionLogReader reader = DecisionLogReader.open(path, OnMalformedLine.FAIL)) {
                while (reader.next() != null) {}
                System.out.print(reader.counts().decisions());
            }
        }
    }

    @Test
    void thePomDeclaresTheEngineAndAJsonStream() throws Exception {
        NodeList all = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(BASE.resolve("pom.xml").toFile())
                .getElementsByTagName("dependency");

        assertThat(Stream.iterate(0, i -> i < all.getLength(), i -> i + 1)
                        .map(i -> (Element) all.item(i))
                        .filter(dependency -> !text(dependency, "scope").equals("test"))
                        .map(dependency -> text(dependency, "artifactId")))
                .containsExactlyInAnyOrder("pointsman-core", "jackson-core", "slf4j-api", "jspecify");
    }

    @Test
    void theModuleRequiresNoOther() {
        ModuleDescriptor module = ModuleFinder.of(BASE.resolve("target/classes"))
                .find("dev.pointsman.decisionlog")
                .orElseThrow()
                .descriptor();

        assertThat(module.requires().stream().map(Requires::name))
                .containsExactlyInAnyOrder(
                        "java.base", "dev.pointsman.core", "com.fasterxml.jackson.core", "org.slf4j", "org.jspecify");
    }

    @Test
    void aLogIsWrittenAndReadWithTheseLibrariesAlone() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        runtimeClassPath(),
                        WriteAndRead.class.getName(),
                        directory.resolve("decisions.jsonl").toString())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        assertThat(process.waitFor())
                .as(Files.readString(directory.resolve("errors")))
                .isZero();
        assertThat(output).isEqualTo("1");
    }

    private static String runtimeClassPath() {
        Pattern libraries = Pattern.compile("(" + String.join("|", RUNTIME) + ")-[0-9].*\\.jar");
        List<String> path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> isOurs(entry)
                        || libraries
                                .matcher(Path.of(entry).getFileName().toString())
                                .matches())
                .toList();
        assertThat(path.stream().filter(entry -> !isOurs(entry))).hasSameSizeAs(RUNTIME);
        return path.stream().collect(Collectors.joining(File.pathSeparator));
    }

    /** Whether it is a module of this repository: the log, the engine, and strategies, which have no libraries. */
    private static boolean isOurs(String entry) {
        return Path.of(entry).startsWith(BASE.getParent());
    }

    private static String text(Element of, String name) {
        NodeList found = of.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
