package dev.pointsman.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All cells of a campaign, and what is asked of them. */
record Cells(List<Cell> all) {

    List<String> strategies() {
        return all.stream().map(Cell::strategy).distinct().toList();
    }

    List<Place> places() {
        return all.stream().map(Cell::place).distinct().toList();
    }

    Cell at(String strategy, Place place) {
        return of(strategy)
                .filter(cell -> cell.place().equals(place))
                .findFirst()
                .orElseThrow();
    }

    double geometricMeanLoss(String strategy) {
        return Math.exp(of(strategy)
                .mapToDouble(cell -> Math.log(cell.loss()))
                .average()
                .orElseThrow());
    }

    Cell worst(String strategy, ToDoubleFunction<Cell> value) {
        return of(strategy).max(Comparator.comparingDouble(value)).orElseThrow();
    }

    Cell best(Place place) {
        return all.stream()
                .filter(cell -> cell.place().equals(place))
                .min(Comparator.comparingDouble(Cell::loss))
                .orElseThrow();
    }

    double mean(String strategy, ToDoubleFunction<Cell> value) {
        return of(strategy).mapToDouble(value).average().orElseThrow();
    }

    private Stream<Cell> of(String strategy) {
        return all.stream().filter(cell -> cell.strategy().equals(strategy));
    }
}
