package dev.pointsman.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source file or a document.
 *
 * @param folder the folder of a source file, or the path of a document; relative to the repository
 * @param name the file's name
 * @param text the content
 */
record SourceText(String folder, String name, String text) {
    private static final Set<String> PERSONS = Set.of(
            "somebody",
            "nobody",
            "everybody",
            "anybody",
            "everyone",
            "whoever",
            "whomever",
            "whom",
            "lest",
            "dear",
            "dearer");
    private static final Set<String> METAPHORS = Set.of(
            "room",
            "house",
            "door",
            "lever",
            "desk",
            "tray",
            "trail",
            "lesson",
            "flood",
            "stranger",
            "mood",
            "night",
            "mailbox",
            "glance",
            "surveyor",
            "wish",
            "wishes",
            "dearest");

    /** A word of a text or a part of an identifier: {@code WaitingRoom} has two. */
    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])");

    private static final Pattern QUESTION = Pattern.compile(
            "/\\*\\*[\\s*]*(?:What|Who|Whom|Whose|How|Where|Which|When|Why|Whether)\\b[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/"
                    + "\\s*(?:@[\\w.]+(?:\\([^)]*\\))?\\s*)*"
                    + "(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed)\\s+)*"
                    + "(?:class|interface|enum|record|@interface|package)\\b");

    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/");

    private static final Pattern ONE_WORD = Pattern.compile("[A-Z][a-z0-9]*");

    /** Returns the banned words with their lines. */
    List<String> bannedWords() {
        return bannedWords(text, 1);
    }

    /** Returns the banned words of the class name and of Javadoc comments with their lines. */
    List<String> bannedNamesAndJavadoc() {
        List<String> found = new ArrayList<>(bannedWords(className(), 1));
        JAVADOC.matcher(text)
                .results()
                .forEach(comment -> found.addAll(bannedWords(comment.group(), lineAt(comment.start()))));
        return found;
    }

    private List<String> bannedWords(String part, int firstLine) {
        List<String> found = new ArrayList<>();
        int number = firstLine - 1;
        for (String line : part.split("\n", -1)) {
            number++;
            Matcher words = WORD.matcher(line);
            while (words.find()) {
                String word = words.group().toLowerCase(Locale.ROOT);
                if (isBanned(word) || (word.endsWith("s") && isBanned(word.substring(0, word.length() - 1)))) {
                    found.add(at(number) + word);
                }
            }
        }
        return found;
    }

    /** Returns the Javadoc comments of types and packages that begin with a question word. */
    List<String> questions() {
        if (!isJava()) {
            return List.of();
        }
        return QUESTION.matcher(text)
                .results()
                .map(found -> at(lineAt(found.start())) + "Javadoc begins with a question word")
                .toList();
    }

    boolean isJava() {
        return name.endsWith(".java");
    }

    /** Returns whether this is a file of a class, and not of a package or module. */
    boolean isClass() {
        return isJava() && !name.contains("-info");
    }

    String className() {
        return name.substring(0, name.length() - ".java".length());
    }

    boolean hasOneWordName() {
        return ONE_WORD.matcher(className()).matches();
    }

    private static boolean isBanned(String word) {
        return PERSONS.contains(word) || METAPHORS.contains(word);
    }

    private int lineAt(int position) {
        return text.substring(0, position).split("\n", -1).length;
    }

    private String at(int line) {
        return (folder.endsWith(".md") ? folder : folder + "/" + name) + ":" + line + ": ";
    }
}
