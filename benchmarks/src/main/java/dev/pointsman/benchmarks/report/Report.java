package dev.pointsman.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/** The command for the report: simulates, and writes tables and plots into a folder. */
public final class Report {
    private Report() {}

    /**
     * Runs the report.
     *
     * @param args the options, see {@code --help}
     * @throws IOException if a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(2);
            return;
        }
        Campaign campaign = new Campaign(options.strategies(), options.traffic(), options.seeds(), System.err);
        Cells cells = new Cells(campaign.run());
        Cells underWay = new Cells(campaign.runUnderWay());
        String report = text(new Markdown(cells), options, campaign)
                + "\nMany calls under way:\n\n"
                + new Markdown(underWay).worlds();
        Path folder = Files.createDirectories(options.folder());
        Files.writeString(folder.resolve("report.md"), report);
        Files.writeString(folder.resolve("report.csv"), Table.csv(cells));
        new Pictures(cells, folder).write();
        System.out.println(report);
    }

    private static String text(Markdown tables, Options options, Campaign campaign) {
        return """
        Seeds 1 to %d; %,d simulated calls in %.0f s on %d cores, Java %s.

        %s
        %s
        %s""".formatted(
                        options.seeds(),
                        campaign.calls(),
                        campaign.seconds(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        tables.strategies(),
                        tables.worlds(),
                        tables.frontier());
    }
}
