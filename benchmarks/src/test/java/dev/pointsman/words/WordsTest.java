package dev.pointsman.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Check of names and words in main sources and documents; exempt folders and names are listed beside it. */
class WordsTest {
    private static SourceTree tree = new SourceTree(List.of());
    private static Set<String> exemptFolders = Set.of();
    private static Set<String> exemptNames = Set.of();

    @BeforeAll
    static void read() throws IOException {
        tree = SourceTree.read(Path.of("..").toAbsolutePath().normalize());
        exemptFolders = lines("exempt-folders.txt");
        exemptNames = lines("exempt-names.txt");
    }

    @AfterAll
    static void printCounts() {
        System.out.print(WordCounts.table(tree));
    }

    @Test
    void noOtherFolderHasABannedWordOrAQuestionAsJavadoc() {
        assertThat(tree.texts()).hasSizeGreaterThan(500);
        assertThat(tree.texts().stream()
                        .filter(text -> !exemptFolders.contains(text.folder()))
                        .flatMap(WordsTest::findings))
                .isEmpty();
    }

    @Test
    void everyExemptFolderStillHasAFinding() {
        Set<String> clean = new TreeSet<>(exemptFolders);
        clean.removeAll(tree.texts().stream()
                .filter(text -> findings(text).findAny().isPresent())
                .map(SourceText::folder)
                .collect(Collectors.toSet()));

        assertThat(clean).as("clean, to be removed from the list").isEmpty();
    }

    @Test
    void everySimpleNameIsOfOneClassUnlessExempt() {
        assertThat(tree.duplicateNames().keySet()).isEqualTo(exemptNames);
    }

    @ParameterizedTest
    @CsvSource({"strategies, .15", "router-decision-log, .15", "router-replay, .25"})
    void fewNamesHaveOneWord(String module, double most) {
        List<SourceText> classes = tree.texts().stream()
                .filter(SourceText::isClass)
                .filter(text -> text.folder().startsWith(module + "/"))
                .toList();

        assertThat(classes).isNotEmpty();
        assertThat(WordCounts.oneWordShare(classes)).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        "tell nobody, 1",
        "WaitingRoom, 1",
        "HTTP_DOOR doors, 2",
        "a trailing comma knows no bedroom, 0",
        "Lest whoever, 2",
    })
    void wordsAreFoundInTextsAndIdentifiers(String text, int count) {
        assertThat(new SourceText("folder", "Any.java", text).bannedWords()).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'/** What it is. */ final class A {}' | 1",
                "'/**\n * Whether a / b is * c.\n *\n * @param x y\n */\n@Deprecated(since = \"1\")\npublic record A(int x) {}' | 1",
                "'/** Where it is. */ @NullMarked package a;' | 1",
                "'/** Returns a value. */ class A { /** What it is. */ int b; } /** Other. */ class B {}' | 0",
            })
    void questionsAreFoundInTheJavadocOfTypes(String text, int count) {
        assertThat(new SourceText("folder", "Any.java", text).questions()).hasSize(count);
    }

    private static Stream<String> findings(SourceText text) {
        return Stream.concat(text.bannedWords().stream(), text.questions().stream());
    }

    private static Set<String> lines(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(WordsTest.class.getResourceAsStream("/words/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
