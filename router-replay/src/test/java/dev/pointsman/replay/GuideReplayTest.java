package dev.pointsman.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the user guide that evaluate other weights. */
class GuideReplayTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND = Pattern.compile("-Dreplay=\"([^\"]+)\"");

    @TempDir
    private Path folder;

    @Test
    void theyReadFilesOfTheRepositoryAndWriteIntoAFolderThatGitIgnores() throws IOException {
        List<String> commands = COMMAND.matcher(Files.readString(ROOT.resolve("docs/guide.md")))
                .results()
                .map(match -> match.group(1).replace("\\", " "))
                .toList();
        assertThat(commands)
                .extracting(command -> command.substring(0, command.indexOf(' ')))
                .containsExactly("week", "compare");

        assertThat(values("--(?:out|log|picture)", commands))
                .hasSize(3)
                .allMatch(file -> file.startsWith("router-replay/target/"));
        assertThat(values("--policy", commands))
                .hasSize(2)
                .allSatisfy(
                        file -> assertThat(PolicyFile.read(ROOT.resolve(file)).exactProbabilities())
                                .isTrue());
    }

    @Test
    void theyRunOnASmallerLog() {
        String log = folder.resolve("week.jsonl.gz").toString();
        String picture = folder.resolve("comparison.png").toString();
        assertThat(run("week", "--out", log, "--calls", "3500", "--days", "1", "--seed", "1"))
                .isZero();
        assertThat(run(
                        "compare",
                        "--log",
                        log,
                        "--policy",
                        "../router-replay/now.yaml",
                        "--policy",
                        "../router-replay/next.yaml",
                        "--picture",
                        picture))
                .isZero();
        assertThat(folder.resolve("comparison.png")).isNotEmptyFile();
    }

    private static int run(String... arguments) {
        return ReplayCommand.commandLine().execute(arguments);
    }

    private static List<String> values(String option, List<String> commands) {
        return Pattern.compile(option + " (\\S+)")
                .matcher(String.join(" ", commands))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
