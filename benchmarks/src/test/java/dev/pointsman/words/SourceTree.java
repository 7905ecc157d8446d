package dev.pointsman.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Main sources and documents of the repository.
 *
 * @param texts the files, by path
 */
record SourceTree(List<SourceText> texts) {
    private static final List<String> TYPES =
            List.of(".java", ".js", ".css", ".html", ".svg", ".yml", ".yaml", ".xml", ".json", ".properties", ".md");

    /** Reads the repository at a path. */
    static SourceTree read(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return new SourceTree(files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(SourceTree::isChecked)
                    .sorted()
                    .map(path -> read(root, path))
                    .toList());
        }
    }

    private static boolean isChecked(Path path) {
        String name = "/" + path.toString().replace('\\', '/');
        boolean isDocument = name.endsWith(".md") && !name.contains("/src/");
        return !name.contains("/target/")
                && !name.contains("/.")
                && TYPES.stream().anyMatch(name::endsWith)
                && (isDocument || name.contains("/src/main/"));
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
