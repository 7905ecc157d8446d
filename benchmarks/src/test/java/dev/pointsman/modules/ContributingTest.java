package dev.pointsman.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Check of the classes, members and packages that CONTRIBUTING.md names as the places of the code. */
class ContributingTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Text of the main classes, by name. */
    private final Map<String, String> classes = new TreeMap<>();

    private final List<String> lines;

    ContributingTest() throws IOException {
        List<MainSource> published = ModulePom.read(ROOT).modules().stream()
                .filter(module -> !module.startsWith("examples/")
                        && !module.equals("benchmarks")
                        && !module.equals("client-tests"))
                .flatMap(module -> MainSource.of(ROOT, module).stream())
                .toList();
        published.forEach(source -> classes.merge(source.className(), source.text(), String::concat));
        lines = Files.readAllLines(ROOT.resolve("CONTRIBUTING.md"));
    }

    @Test
    void everyClassOfTheTableOfCodeExists() {
        List<String> names = names("| code | classes |", 1);

        assertThat(names).hasSizeGreaterThan(25).allSatisfy(this::exists);
    }

    @Test
    void everyPackageOfTheEngineIsListedWithClassesThatExist() {
        assertThat(names("| package | responsibility | main types |", 2))
                .hasSizeGreaterThan(25)
                .allSatisfy(this::exists);
        assertThat(names("| package | responsibility | main types |", 0))
                .containsExactlyInAnyOrderElementsOf(packagesOf("router-core"));
    }

    @Test
    void everyPackageOfTheGatewayIsListed() {
        assertThat(names("| package of the gateway | responsibility |", 0))
                .containsExactlyInAnyOrderElementsOf(packagesOf("router-gateway").stream()
                        .map(name -> name.replaceFirst("^gateway\\.?", ""))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet()));
    }

    /** A class, a member of one, or all classes with an ending. */
    private void exists(String name) {
        if (name.startsWith("…")) {
            assertThat(classes.keySet()).as(name).anyMatch(one -> one.endsWith(name.substring(1)));
            return;
        }
        String[] parts = name.split("\\.", -1);
        assertThat(classes).containsKey(parts[0]);
        if (parts.length > 1) {
            assertThat(classes.get(parts[0])).as(name).containsPattern("\\b" + Pattern.quote(parts[1]) + "\\b");
        }
    }

    private List<String> names(String heading, int column) {
        int first = lines.indexOf(heading);
        assertThat(first).as(heading).isPositive();
        return lines.stream()
                .skip(first + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line -> CODE.matcher(line.split("\\|", -1)[column + 1]).results())
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** Returns the packages of a module without the common prefix and without internal ones. */
    private static Set<String> packagesOf(String module) {
        return MainSource.of(ROOT, module).stream()
                .map(MainSource::folder)
                .filter(folder -> folder.startsWith("dev/pointsman/"))
                .map(folder -> folder.substring("dev/pointsman/".length()).replace('/', '.'))
                .filter(name -> !("." + name + ".").contains(".internal."))
                .collect(Collectors.toSet());
    }
}
