package dev.pointsman.words;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts of names and words by module. */
final class WordCounts {
    private static final String MAIN = "/src/main/";

    private WordCounts() {}

    /**
     * Prints the counts of a repository.
     *
     * @param arguments the path of the repository; default: the parent of the working directory
     */
    public static void main(String[] arguments) throws IOException {
        System.out.print(table(SourceTree.read(Path.of(arguments.length == 0 ? ".." : arguments[0]))));
    }

    /** Returns a table with a row for each module, and one for the documents. */
    static String table(SourceTree tree) {
        Map<String, List<SourceText>> modules = tree.texts().stream()
                .collect(Collectors.groupingBy(
                        text -> text.folder().contains(MAIN)
                                ? text.folder().substring(0, text.folder().indexOf(MAIN))
                                : "documents",
                        TreeMap::new,
                        Collectors.toList()));
        Map<String, List<String>> duplicates = tree.duplicateNames();
        StringBuilder table = new StringBuilder(String.format(
                "%-22s %8s %12s %8s %10s %11s%n",
                "module", "classes", "one-word %", "banned", "questions", "duplicates"));
        modules.forEach((module, texts) -> table.append(row(module, texts, duplicates)));
        return table.append(row("all", tree.texts(), duplicates)).toString();
    }

    private static String row(String module, List<SourceText> texts, Map<String, List<String>> duplicates) {
        List<SourceText> classes = texts.stream().filter(SourceText::isClass).toList();
        return String.format(
                "%-22s %8d %12.1f %8d %10d %11d%n",
                module,
                classes.size(),
                100 * oneWordShare(classes),
                texts.stream().mapToInt(text -> text.bannedWords().size()).sum(),
                texts.stream().mapToInt(text -> text.questions().size()).sum(),
                classes.stream()
                        .filter(text -> duplicates.containsKey(text.className()))
                        .count());
    }

    static double oneWordShare(List<SourceText> classes) {
        long one = classes.stream().filter(SourceText::hasOneWordName).count();
        return classes.isEmpty() ? 0 : (double) one / classes.size();
    }
}
