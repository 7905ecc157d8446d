package dev.pointsman.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Bounds of the size of classes, packages and public API.
 *
 * <p>API is what VERSIONING.md says: public types of exported packages. Those of packages with the segment
 * {@code internal} do not count; {@link ModulesTest} checks that no other module uses them. The gateway as Java code is
 * not API, and has a bound of its own.
 */
class BoundsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String GATEWAY = "router-gateway";

    private static final long CODE_LINES = 200;

    private static final long FILES = 45;

    private static final long PUBLIC_TYPES_OF_CORE = 101;
    private static final long PUBLIC_TYPES_OF_GATEWAY = 28;
    private static final long PUBLIC_TYPES = 279;

    private final List<MainSource> published = ModulePom.read(ROOT).modules().stream()
            .filter(module ->
                    !module.startsWith("examples/") && !module.equals("benchmarks") && !module.equals("client-tests"))
            .flatMap(module -> MainSource.of(ROOT, module).stream())
            .toList();

    @Test
    void classesAreShort() {
        assertThat(published)
                .hasSizeGreaterThan(700)
                .allSatisfy(source ->
                        assertThat(source.codeLines()).as(source.className()).isLessThanOrEqualTo(CODE_LINES));
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> files = count(source -> source.folder());
        assertThat(files)
                .hasSizeGreaterThan(25)
                .allSatisfy((folder, count) -> assertThat(count).as(folder).isLessThanOrEqualTo(FILES));
    }

    @Test
    void publicTypesAreFew() {
        Map<String, Long> types = published.stream()
                .filter(source -> source.isPublicType() && isExported(source))
                .collect(Collectors.groupingBy(MainSource::module, TreeMap::new, Collectors.counting()));
        assertThat(types.remove(GATEWAY)).as(GATEWAY).isBetween(1L, PUBLIC_TYPES_OF_GATEWAY);
        assertThat(types.get("router-core")).as("router-core").isLessThanOrEqualTo(PUBLIC_TYPES_OF_CORE);
        assertThat(types.values().stream().mapToLong(Long::longValue).sum())
                .as("public types of %s", types)
                .isBetween(100L, PUBLIC_TYPES);
    }

    /** Returns whether a package is exported; a module without a descriptor exports all of its packages. */
    private boolean isExported(MainSource source) {
        return published.stream()
                .filter(other ->
                        other.module().equals(source.module()) && other.name().equals("module-info.java"))
                .allMatch(descriptor ->
                        descriptor.text().contains("exports " + source.folder().replace('/', '.') + ";"));
    }

    private Map<String, Long> count(Function<MainSource, String> key) {
        return published.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }
}
