package dev.pointsman.modules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java file of the main sources.
 *
 * @param module the folder of the module
 * @param folder the package as a folder, relative to the module's sources
 * @param name the file's name
 * @param text the content
 */
record MainSource(String module, String folder, String name, String text) {
    private static final String SOURCES = "src/main/java";
    private static final Pattern BLOCK_COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern PACKAGE = Pattern.compile("\\bdev\\.pointsman(?:\\.[a-z]\\w*)+");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:\\w+(?:-\\w+)? )*(?:class|interface|record|enum|@interface) ", Pattern.MULTILINE);

    /** Returns the main sources of a module. */
    static List<MainSource> of(Path root, String module) {
        Path sources = root.resolve(module).resolve(SOURCES);
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(file -> read(module, sources, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MainSource read(String module, Path sources, Path file) {
        try {
            return new MainSource(
                    module,
                    sources.relativize(file.getParent()).toString().replace('\\', '/'),
                    file.getFileName().toString(),
                    Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number of lines without comments, blank lines, imports and the package. */
    long codeLines() {
        return BLOCK_COMMENT
                .matcher(text)
                .replaceAll("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty()
                        && !line.startsWith("//")
                        && !line.startsWith("import ")
                        && !line.startsWith("package "))
                .count();
    }

    /** Returns whether the file declares a public type outside of internal packages. */
    boolean isPublicType() {
        return !name.contains("-info")
                && !isInternal(folder.replace('/', '.'))
                && PUBLIC_TYPE.matcher(text).find();
    }

    /** Returns the internal packages that the file's code names, by import or in full. */
    Set<String> internalPackages() {
        return PACKAGE.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(MainSource::isInternal)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isInternal(String packageName) {
        return ("." + packageName + ".").contains(".internal.");
    }

    String className() {
        return name.substring(0, name.length() - ".java".length());
    }
}
