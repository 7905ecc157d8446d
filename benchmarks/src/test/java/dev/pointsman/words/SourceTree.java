package dev.pointsman.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sources and documents of the repository.
 *
 * @param texts the files, by path
 */
record SourceTree(List<SourceText> texts) {
    private static final List<String> TYPES =
            List.of(".java", ".js", ".css", ".html", ".svg", ".yml", ".yaml", ".xml", ".json", ".properties", ".md");

    /** Reads the main sources and documents of the repository at a path. */
    static SourceTree read(Path root) throws IOException {
        return read(root, SourceTree::isMainOrDocument);
    }

    /** Reads the test sources of the repository at a path, except those of this check. */
    static SourceTree readTests(Path root) throws IOException {
        return read(root, SourceTree::isTest);
    }

    private static SourceTree read(Path root, Predicate<String> isChecked) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return new SourceTree(files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(path -> isChecked.test(nameOf(path)))
                    .sorted()
                    .map(path -> read(root, path))
                    .toList());
        }
    }

    private static String nameOf(Path path) {
        return "/" + path.toString().replace('\\', '/');
    }

    private static boolean isMainOrDocument(String name) {
        boolean isDocument = name.endsWith(".md") && !name.contains("/src/");
        return !isGenerated(name)
                && TYPES.stream().anyMatch(name::endsWith)
                && (isDocument || name.contains("/src/main/"));
    }

    private static boolean isTest(String name) {
        return !isGenerated(name)
                && name.endsWith(".java")
                && name.contains("/src/")
                && !name.contains("/src/main/")
                && !name.contains("/dev/pointsman/words/");
    }

    private static boolean isGenerated(String name) {
        return name.contains("/target/") || name.contains("/.");
    }

    private static SourceText read(Path root, Path path) {
        String relative = path.toString().replace('\\', '/');
        String name = path.getFileName().toString();
        boolean isDocument = name.endsWith(".md");
        try {
            return new SourceText(
                    isDocument ? relative : relative.substring(0, relative.length() - name.length() - 1),
                    name,
                    Files.readString(root.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folders of main classes by simple name, for names of several classes. */
    TreeMap<String, List<String>> duplicateNames() {
        TreeMap<String, List<String>> names = texts.stream()
                .filter(SourceText::isClass)
                .collect(Collectors.groupingBy(
                        SourceText::className,
                        TreeMap::new,
                        Collectors.mapping(SourceText::folder, Collectors.toList())));
        names.values().removeIf(folders -> folders.size() < 2);
        return names;
    }
}
