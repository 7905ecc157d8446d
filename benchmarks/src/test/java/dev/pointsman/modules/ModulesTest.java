package dev.pointsman.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Check of the modules: their dependencies on each other, the libraries of the small ones, the published versions. */
class ModulesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String BOM = "router-bom";
    private static final String DEMONSTRATION = "examples/gateway-demo"; // started by -Prun, as the README says
    private static final Set<String> UNPUBLISHED = Set.of("benchmarks", "client-tests");

    /** Dependencies between modules that reach the class path of users, by folder. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("router-core", Set.of()),
            Map.entry("strategies", Set.of("pointsman-core")),
            Map.entry("router-testkit", Set.of("pointsman-core", "pointsman-wire")),
            Map.entry("router-decision-log", Set.of("pointsman-core")),
            Map.entry(
                    "router-replay",
                    Set.of("pointsman-core", "pointsman-decision-log", "pointsman-quality", "pointsman-strategies")),
            Map.entry("router-wire", Set.of("pointsman-core")),
            Map.entry("router-micronaut", Set.of("pointsman-core", "pointsman-strategies", "pointsman-wire")),
            Map.entry("router-langchain4j", Set.of("pointsman-core", "pointsman-strategies")),
            Map.entry(
                    "router-gateway",
                    Set.of(
                            "pointsman-micronaut",
                            "pointsman-wire",
                            "pointsman-decision-log",
                            "pointsman-file-store",
                            "pointsman-quality",
                            "pointsman-redis")),
            Map.entry("router-quality", Set.of("pointsman-core")),
            Map.entry("router-file-store", Set.of("pointsman-core")),
            Map.entry("router-redis", Set.of("pointsman-core")));

    @Test
    void everyPublishedModuleDependsOnTheListedModulesOnly() {
        Map<String, Set<String>> found = published().stream()
                .collect(Collectors.toMap(
                        module -> module, module -> ownModules(pom(module).runtimeDependencies())));

        assertThat(found).isEqualTo(ALLOWED);
    }

    @Test
    void theCoreBringsTwoLibrariesAndTheLoggingApi() {
        assertThat(pom("router-core").runtimeDependencies())
                .containsExactly("caffeine", "failsafe", "jspecify", "slf4j-api");
    }

    @Test
    void theDecisionLogBringsTheStreamingJsonLibraryOnly() {
        assertThat(pom("router-decision-log").runtimeDependencies())
                .containsExactly("jackson-core", "jspecify", "pointsman-core", "slf4j-api");
    }

    @Test
    void theProtocolsBringTheJsonLibraryOnly() {
        assertThat(pom("router-wire").runtimeDependencies())
                .containsExactly("jackson-databind", "jspecify", "pointsman-core");
    }

    @Test
    void theBomManagesEveryPublishedModuleAndNothingElse() {
        assertThat(pom(BOM).managedDependencies())
                .isEqualTo(published().stream()
                        .map(module -> pom(module).artifact())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyExampleIsListedAndHasAReadmeWithItsCommands() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        for (String example : new TreeSet<>(ModulePom.read(ROOT).modules())) {
            if (example.startsWith("examples/")) {
                assertThat(readme).contains(example);
                if (!example.equals(DEMONSTRATION)) {
                    assertThat(Files.readString(ROOT.resolve(example).resolve("README.md")))
                            .contains("-pl " + example + " -am test ")
                            .contains("-pl " + example + " -am package -DskipTests -Pexample");
                }
            }
        }
    }

    @Test
    void internalPackagesAreUsedByTheirOwnModuleOnly() {
        int found = 0;
        for (String module : published()) {
            List<MainSource> sources = MainSource.of(ROOT, module);
            Set<String> own = sources.stream()
                    .map(source -> source.folder().replace('/', '.'))
                    .collect(Collectors.toSet());
            for (MainSource source : sources) {
                assertThat(own).as("%s of %s", source.name(), module).containsAll(source.internalPackages());
                found += source.internalPackages().size();
            }
        }
        for (MainSource example : examples()) {
            assertThat(example.internalPackages()).as(example.name()).isEmpty();
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void internalPackagesAreNotExported() {
        List<MainSource> descriptors = published().stream()
                .flatMap(module -> MainSource.of(ROOT, module).stream())
                .filter(source -> source.name().equals("module-info.java"))
                .toList();

        assertThat(descriptors)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(descriptor -> assertThat(descriptor.internalPackages())
                        .as(descriptor.module())
                        .isEmpty());
    }

    private static List<MainSource> examples() {
        return ModulePom.read(ROOT).modules().stream()
                .filter(module -> module.startsWith("examples/"))
                .flatMap(module -> MainSource.of(ROOT, module).stream())
                .toList();
    }

    private static Set<String> published() {
        Set<String> published = new TreeSet<>(ModulePom.read(ROOT).modules());
        published.remove(BOM);
        published.removeIf(module -> UNPUBLISHED.contains(module) || module.startsWith("examples/"));
        return published;
    }

    private static Set<String> ownModules(Set<String> artifacts) {
        return artifacts.stream()
                .filter(artifact -> artifact.startsWith("pointsman-"))
                .collect(Collectors.toSet());
    }

    private static ModulePom pom(String module) {
        return ModulePom.read(ROOT.resolve(module));
    }
}
