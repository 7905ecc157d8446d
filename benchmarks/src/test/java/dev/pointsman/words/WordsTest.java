package dev.pointsman.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Check of names and words in sources and documents. */
class WordsTest {
    private static SourceTree tree = new SourceTree(List.of());
    private static SourceTree tests = new SourceTree(List.of());

    @BeforeAll
    static void read() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        tree = SourceTree.read(root);
        tests = SourceTree.readTests(root);
    }

    @AfterAll
    static void printCounts() {
        System.out.print(WordCounts.table(tree));
    }

    @Test
    void mainSourcesAndDocumentsHaveNoBannedWordAndNoQuestionAsJavadoc() {
        assertThat(tree.texts()).hasSizeGreaterThan(500);
        assertThat(tree.texts().stream()
                        .flatMap(text -> Stream.concat(text.bannedWords().stream(), text.questions().stream())))
                .isEmpty();
    }

    @Test
    void testSourcesHaveNoBannedWordInClassNamesAndJavadocAndNoQuestionAsJavadoc() {
        assertThat(tests.texts()).hasSizeGreaterThan(300);
        assertThat(tests.texts().stream()
                        .flatMap(text ->
                                Stream.concat(text.bannedNamesAndJavadoc().stream(), text.questions().stream())))
                .isEmpty();
    }

    @Test
    void everySimpleNameIsOfOneClass() {
        assertThat(tree.duplicateNames()).isEmpty();
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
                "FloodTest | /** Any. */ class FloodTest {} // nobody | 1",
                "AnyTest | '/** Tells\n * nobody. */ class AnyTest { /** Another room. */ int door; }' | 2",
            })
    void wordsAreFoundInTheNamesAndJavadocOfTests(String name, String text, int count) {
        assertThat(new SourceText("folder", name + ".java", text).bannedNamesAndJavadoc())
                .hasSize(count);
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
}
