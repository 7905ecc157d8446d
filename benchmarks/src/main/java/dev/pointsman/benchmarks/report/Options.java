package dev.pointsman.benchmarks.report;

import dev.pointsman.replay.simulator.Traffic;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Command line options.
 *
 * @param seeds how many seeds, from 1
 * @param strategies the strategies to compare
 * @param traffic who calls
 * @param folder where to write
 */
record Options(int seeds, List<RoutingStrategy> strategies, Traffic traffic, Path folder) {
    static final String USAGE = """
      usage: Report [--quick] [--seeds N] [--strategies A,B,...] [--trace FILE] [--out FOLDER]
        --quick       two seeds instead of ten
        --strategies  all that are known, if not given; the default one, speed, is always among them
        --trace       calls as they were: a CSV file of time, prompt tokens, answer tokens
        --out         a folder for report.md, report.csv and the plots; default: report""";

    static Options parse(String[] args) throws IOException {
        Map<String, RoutingStrategy> known = ModelRouter.builder().strategies();
        int seeds = 10;
        List<String> names = List.copyOf(known.keySet());
        Traffic traffic = Traffic.conversations();
        Path folder = Path.of("report");
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--quick" -> seeds = 2;
                case "--seeds" -> seeds = Integer.parseInt(words.next());
                case "--strategies" -> names = List.of(words.next().split(","));
                case "--trace" -> traffic = Traffic.read(Path.of(words.next()));
                case "--out" -> folder = Path.of(words.next());
                default -> throw new IllegalArgumentException(word + " (expected: one of the options)");
            }
        }
        return new Options(seeds, strategies(names, known), traffic, folder);
    }

    private static List<RoutingStrategy> strategies(List<String> names, Map<String, RoutingStrategy> known) {
        List<String> all = new ArrayList<>(names);
        if (!all.contains("speed")) {
            all.add(0, "speed");
        }
        List<RoutingStrategy> strategies = new ArrayList<>();
        for (String name : all) {
            RoutingStrategy strategy = known.get(name);
            if (strategy == null) {
                throw new IllegalArgumentException(
                        "--strategies: " + name + " (expected: some of " + known.keySet() + ")");
            }
            strategies.add(strategy);
        }
        return strategies;
    }
}
