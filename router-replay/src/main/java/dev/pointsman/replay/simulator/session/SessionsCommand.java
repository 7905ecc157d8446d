package dev.pointsman.replay.simulator.session;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code sessions}: compares strategies on simulated sessions at providers with prompt caches. */
@Command(
        name = "sessions",
        mixinStandardHelpOptions = true,
        description =
                "Simulates sessions at providers with prompt caches with each strategy and three oracles, and prints"
                        + " losses, times, costs and cached tokens, for development seeds and fresh seeds apart.")
public final class SessionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seeds", description = "development seeds, as 1-3 or 7; default: ${DEFAULT-VALUE}")
    private String seeds = "1-2";

    @Option(
            names = "--fresh",
            description = "seeds that nothing was tuned to; none if empty; default: ${DEFAULT-VALUE}")
    private String fresh = "101-102";

    @Option(names = "--generator", description = "seed of the random worlds; default: ${DEFAULT-VALUE}")
    private long generator = 90;

    @Option(names = "--seconds", description = "time in which sessions begin; default: ${DEFAULT-VALUE}")
    private double seconds = 3600;

    @Option(names = "--worlds", description = "only worlds or groups whose name contains this, as a regular expression")
    private String worlds = "";

    @Option(
            names = "--rules",
            description = "only rules whose name contains this, as a regular expression; the goals always")
    private String rules = "";

    @Option(
            names = "--trace",
            description = "also recorded calls: a file of JSON lines with block hashes, may be gzipped")
    private @Nullable Path trace;

    @Option(names = "--out", description = "folder for sessions.md and plots; default: ${DEFAULT-VALUE}")
    private Path out = Path.of("sessions");

    /** Creates the command; its options get their defaults when they are parsed. */
    public SessionsCommand() {}

    @Override
    public Integer call() throws IOException {
        System.setProperty("java.awt.headless", "true");
        Files.createDirectories(out);
        StringBuilder text = new StringBuilder();
        for (SessionGroup group : groups()) {
            report(group, "development seeds", seeds, text);
            report(group, "fresh seeds", fresh, text);
        }
        Files.writeString(out.resolve("sessions.md"), text);
        PrintWriter printed = spec.commandLine().getOut();
        printed.println(text);
        printed.flush();
        return 0;
    }

    private List<SessionGroup> groups() throws IOException {
        List<SessionGroup> groups = new ArrayList<>(SessionGroup.all(generator));
        if (trace != null) {
            groups.add(SessionGroup.ofTrace(RecordedSessions.read(trace)));
        }
        Pattern wanted = Pattern.compile(worlds);
        return groups.stream()
                .map(group -> wanted.matcher(group.name()).find() ? group : group.withWorlds(wanted))
                .map(group -> group.withSeconds(seconds))
                .filter(group -> !group.worlds().isEmpty())
                .toList();
    }

    private void report(SessionGroup group, String kind, String range, StringBuilder text) throws IOException {
        List<Long> list = range(range);
        if (list.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        Pattern wanted = Pattern.compile(rules);
        SessionCampaign campaign = new SessionCampaign(
                SessionRule.ALL.stream()
                        .filter(rule -> rule.equals(SessionRule.GOAL)
                                || wanted.matcher(rule.name()).find())
                        .toList(),
                list,
                spec.commandLine().getErr());
        SessionCells cells = campaign.run(group.worlds());
        SessionTables tables = new SessionTables(cells);
        String title = group.name() + " worlds, " + kind + " " + range;
        text.append(String.format(
                Locale.ROOT,
                "## %s%n%n%,d simulated turns, %.0f s%n%n%s%n%s%n%s%n%s%n",
                title,
                campaign.turns(),
                (System.nanoTime() - start) * 1e-9,
                tables.losses(),
                tables.means(),
                tables.worlds(),
                group.isRandom() ? "" : tables.leaving()));
        String file = (group.name() + "-" + kind).replace(' ', '-') + ".png";
        SessionPicture.write(cells, title, out.resolve(file));
    }

    private static List<Long> range(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        String[] ends = text.split("-", -1);
        try {
            return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]))
                    .boxed()
                    .toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("seeds: " + text + " (expected: a number, or two as 1-3)", e);
        }
    }
}
