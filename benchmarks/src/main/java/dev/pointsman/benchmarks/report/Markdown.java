package dev.pointsman.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables. */
final class Markdown {
    private static final String DEFAULT = "speed";
    private static final List<String> FRONTIER =
            List.of("speed", "balanced", "cost", "linear-speed", "linear-balanced", "linear-cost");

    private final Cells cells;

    Markdown(Cells cells) {
        this.cells = cells;
    }

    /** One line for each strategy, the best first. */
    String strategies() {
        String head = """
        | strategy | loss, geometric mean | loss, worst world | p99, worst | failed, worst | wasted, 503 / no answer | seconds to leave, 503 / no answer / 5 times slower | seconds to return, brown-out | attempts, rate limits |
        |---|---|---|---|---|---|---|---|---|
        """;
        return head
                + lines(
                        cells.strategies().stream()
                                .sorted(Comparator.comparingDouble(cells::geometricMeanLoss))
                                .toList(),
                        this::strategy);
    }

    /** One line for each world: the default strategy, and who is best. */
    String worlds() {
        return "| world | " + DEFAULT
                + ": loss | p99 | failed | attempts | best strategy | its loss |\n|---|---|---|---|---|---|---|\n"
                + lines(cells.places(), this::world);
    }

    /** Cost beside latency for each goal and its linear namesake, over all worlds. */
    String frontier() {
        return "| goal | stationary: seconds | USD per 1000 | all worlds: seconds | USD per 1000 |\n|---|---|---|---|---|\n"
                + lines(FRONTIER.stream().filter(cells.strategies()::contains).toList(), this::goal);
    }

    private String strategy(String name) {
        Cell worst = cells.worst(name, Cell::loss);
        Cell down = cells.at(name, Place.DOWN);
        Cell silent = cells.at(name, Place.SILENT);
        Cell slow = cells.at(name, Place.BROWN_OUT);
        return row(
                "`" + name + "`",
                "%.3f".formatted(cells.geometricMeanLoss(name)),
                "%.3f (%s)".formatted(worst.loss(), worst.place()),
                "%.2f".formatted(cells.worst(name, Cell::p99).p99()),
                percent(cells.worst(name, Cell::failures).failures()),
                "%.0f / %.0f".formatted(down.wasted(), silent.wasted()),
                seconds(down.leave()) + " / " + seconds(silent.leave()) + " / " + seconds(slow.leave()),
                seconds(slow.back()),
                "%.3f".formatted(cells.at(name, Place.RATE_LIMITS).attempts()));
    }

    private String world(Place place) {
        Cell own = cells.at(DEFAULT, place);
        Cell best = cells.best(place);
        return row(
                place.toString(),
                "%.3f".formatted(own.loss()),
                "%.2f".formatted(own.p99()),
                percent(own.failures()),
                "%.3f".formatted(own.attempts()),
                "`" + best.strategy() + "`",
                "%.3f".formatted(best.loss()));
    }

    private String goal(String name) {
        Cell stationary = cells.at(name, Place.STATIONARY);
        return row(
                "`" + name + "`",
                "%.2f".formatted(stationary.seconds()),
                "%.3f".formatted(stationary.dollars()),
                "%.2f".formatted(cells.mean(name, Cell::seconds)),
                "%.3f".formatted(cells.mean(name, Cell::dollars)));
    }

    private static String percent(double share) {
        return share == 0 ? "0" : "%.3f %%".formatted(100 * share);
    }

    private static String seconds(double value) {
        return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String row(String... values) {
        return "| " + String.join(" | ", values) + " |\n";
    }

    private static <T> String lines(List<T> of, Function<T, String> line) {
        return of.stream().map(line).collect(Collectors.joining());
    }
}
