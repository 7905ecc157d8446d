package dev.pointsman.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.SeenRequest;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the quick starts of the README and runs each in a JVM of its own. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern FILE =
            Pattern.compile("`(pom\\.xml|src/main/[^`\\s]+)`:\n\n```\\w+\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @TempDir
    Path folder;

    @Test
    void theMicronautQuickStartRoutesByItsGoals() throws Exception {
        try (FaultyProvider provider =
                FaultyProvider.openAi().text("a fine answer").start()) {
            write("src/main/resources/application.yml");
            compile("src/main/java/com/example/Support.java", "src/main/java/com/example/Application.java");

            assertThat(run("com.example.Application", provider, "-Dpointsman.providers.openai.url=" + provider.url()))
                    .containsSubsequence("a fine answer", "a fine answer");
            assertThat(provider.requests())
                    .extracting(SeenRequest::model)
                    .last()
                    .isEqualTo("gpt-4.1-mini");
        }
    }

    @Test
    void thePlainQuickStartAnswersAndGoesOnWithTheOtherModelAfterALimit() throws Exception {
        try (FaultyProvider provider =
                FaultyProvider.openAi().text("a fine answer").start()) {
            provider.next(Fault.rateLimited());
            compile("src/main/java/com/example/QuickStart.java");

            assertThat(run("com.example.QuickStart", provider)).contains("a fine answer", "rate-limited");
            assertThat(provider.requests())
                    .extracting(SeenRequest::model)
                    .containsExactlyInAnyOrder("gpt-4.1", "gpt-4.1-mini");
        }
    }

    @Test
    void theBuildFileNamesTheVersionsOfThisBuild() throws IOException {
        String build = Files.readString(ROOT.resolve("pom.xml"));
        String version = first(build, "<artifactId>pointsman-parent</artifactId>\\s*<version>([^<]+)<");
        String micronaut = first(build, "<micronaut\\.version>([^<]+)<");

        assertThat(FILE.matcher(readme()).results().filter(file -> file.group(1).equals("pom.xml")))
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.group(2)).contains("<version>" + version + "</version>"))
                .first()
                .satisfies(file -> assertThat(file.group(2)).contains("<micronaut.version>" + micronaut + "<"));
        assertThat(readme())
                .contains("<version>" + version + "</version>", "\"dev.pointsman:pointsman-micronaut:" + version + '"');
    }

    @Test
    void everyLinkedFileExists() throws IOException {
        for (Path page : pages()) {
            assertThat(LINK.matcher(Files.readString(page)).results().map(link -> page.resolveSibling(link.group(1))))
                    .as(page.toString())
                    .allSatisfy(file -> assertThat(file).exists());
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        for (String folder : List.of("docs", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder), 2)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        assertThat(pages).hasSizeGreaterThan(20);
        return pages;
    }

    private Path write(String file) throws IOException {
        Path written = folder.resolve(Path.of(file).getFileName());
        Files.writeString(written, files().get(file));
        return written;
    }

    private void compile(String... sources) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-d", folder.toString(), "-cp", classPath(), "-parameters", "--release", "17"));
        for (String source : sources) {
            arguments.add(write(source).toString());
        }
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status =
                ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));
        assertThat(status).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    private String run(String main, FaultyProvider provider, String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", folder + File.pathSeparator + classPath(), main));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("OPENAI_API_KEY", "sk-test", "OPENAI_BASE_URL", provider.url()));
        int status = builder.start().waitFor();
        String printed = Files.readString(output);
        assertThat(status).as(printed).isZero();
        return printed;
    }

    /** The test's class path without its own classes and resources. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The files that the README shows in full, by path. */
    private static Map<String, String> files() throws IOException {
        return FILE.matcher(readme())
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> found.group(2), (one, other) -> other, TreeMap::new));
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static String first(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
