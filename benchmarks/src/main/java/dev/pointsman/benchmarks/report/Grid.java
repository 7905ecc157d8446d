package dev.pointsman.benchmarks.report;

import java.util.List;

/** Prints the grid of error rate, calls under way and length of answers as a table, on all cores. */
public final class Grid {
    private static final int MOST_CALLS = 300_000;

    private Grid() {}

    /**
     * Runs all cells.
     *
     * @param args the most calls of one run; 300,000 if not given
     */
    public static void main(String[] args) {
        int most = args.length == 0 ? MOST_CALLS : Integer.parseInt(args[0]);
        ConcurrencyGrid grid = new ConcurrencyGrid(most, 1);
        System.out.println(ConcurrencyGrid.HEAD);
        List<GridResult> results =
                GridCell.all().parallelStream().map(grid::run).toList();
        results.forEach(result -> System.out.println(ConcurrencyGrid.line(result)));
        long missed = results.stream().filter(result -> !result.isGood()).count();
        System.out.printf("%n%d of %d cells keep every bound.%n", results.size() - missed, results.size());
    }
}
