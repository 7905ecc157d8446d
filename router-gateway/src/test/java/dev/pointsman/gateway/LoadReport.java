package dev.pointsman.gateway;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ends of many calls, counted.
 *
 * @param results every call's end
 * @param inFlight the calls that the router still counts afterwards
 * @param heapBefore the bytes in use after a collection, once the gateway was warm
 * @param heapAfter the bytes in use after a collection at the end
 */
record LoadReport(List<LoadResult> results, long inFlight, long heapBefore, long heapAfter) {

    List<LoadResult> failures() {
        return results.stream().filter(LoadResult::isFailure).toList();
    }

    Map<String, Long> kinds() {
        return count(LoadResult::kind, results);
    }

    String describe() {
        return "%d calls %s, whole by model %s; in flight afterwards %d; heap %.1f MB before, %.1f MB after%s"
                .formatted(
                        results.size(),
                        kinds(),
                        count(
                                LoadResult::detail,
                                results.stream().filter(LoadResult::isWhole).toList()),
                        inFlight,
                        heapBefore / 1e6,
                        heapAfter / 1e6,
                        count(LoadResult::toString, failures()).entrySet().stream()
                                .limit(20)
                                .map(failure -> "\n  " + failure.getValue() + " times " + failure.getKey())
                                .collect(Collectors.joining()));
    }

    private static Map<String, Long> count(Function<LoadResult, String> key, List<LoadResult> of) {
        return of.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }
}
