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
 * Bounds of the size of classes, packages and public API. A class or package over the general bound has a bound of its
 * own, which may only become smaller. A public type of a package with the segment {@code internal} is not API and does
 * not count; {@link ModulesTest} checks that no other module uses it.
 */
class BoundsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final long CODE_LINES = 200;
    private static final Map<String, Long> LONGER_CLASSES = Map.of("CallDriver", 225L, "Decider", 205L);

    private static final long FILES = 45;
    private static final Map<String, Long> LARGER_PACKAGES = Map.of("dev/pointsman/router", 84L);

    private static final long PUBLIC_TYPES_OF_CORE = 90;
    private static final long PUBLIC_TYPES = 250;

    private final List<MainSource> published = ModulePom.read(ROOT).modules().stream()
            .filter(module -> !module.startsWith("examples/") && !module.equals("benchmarks"))
            .flatMap(module -> MainSource.of(ROOT, module).stream())
            .toList();

    @Test
    void classesAreShort() {
        assertThat(published)
                .hasSizeGreaterThan(700)
                .allSatisfy(source -> assertThat(source.codeLines())
                        .as(source.className())
                        .isLessThanOrEqualTo(LONGER_CLASSES.getOrDefault(source.className(), CODE_LINES)));
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> files = count(source -> source.folder());
        assertThat(files)
                .hasSizeGreaterThan(25)
                .allSatisfy((folder, count) ->
                        assertThat(count).as(folder).isLessThanOrEqualTo(LARGER_PACKAGES.getOrDefault(folder, FILES)));
    }

    @Test
    void publicTypesAreFew() {
        Map<String, Long> types = published.stream()
                .filter(MainSource::isPublicType)
                .collect(Collectors.groupingBy(MainSource::module, TreeMap::new, Collectors.counting()));
        assertThat(types.get("router-core")).as("router-core").isLessThanOrEqualTo(PUBLIC_TYPES_OF_CORE);
        assertThat(types.values().stream().mapToLong(Long::longValue).sum())
                .as("public types of %s", types)
                .isBetween(100L, PUBLIC_TYPES);
    }

    private Map<String, Long> count(Function<MainSource, String> key) {
        return published.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }
}
