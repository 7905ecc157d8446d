package dev.pointsman.benchmarks.report;

import java.util.stream.Collectors;

/** Every cell as a line of comma-separated values, for those who want to look closer. */
final class Table {
    private static final String HEAD =
            "strategy,world,routers,loss,p99,seconds,failures,attempts,dollars_per_1000,wasted,leave,back\n";

    private Table() {}

    static String csv(Cells cells) {
        return HEAD + cells.all().stream().map(Table::line).collect(Collectors.joining());
    }

    private static String line(Cell cell) {
        return "%s,\"%s\",%d,%.4f,%.4f,%.4f,%.6f,%.4f,%.4f,%.1f,%.1f,%.1f%n"
                .formatted(
                        cell.strategy(),
                        cell.place().world(),
                        cell.place().routers(),
                        cell.loss(),
                        cell.p99(),
                        cell.seconds(),
                        cell.failures(),
                        cell.attempts(),
                        cell.dollars(),
                        cell.wasted(),
                        cell.leave(),
                        cell.back());
    }
}
