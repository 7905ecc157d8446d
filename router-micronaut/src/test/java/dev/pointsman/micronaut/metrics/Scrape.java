package dev.pointsman.micronaut.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Metrics of an application as scraped by Prometheus.
 *
 * @param samples every sample, in order
 */
record Scrape(List<Sample> samples) {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /**
     * One sample.
     *
     * @param name its name
     * @param labels its labels
     * @param value its value
     */
    record Sample(String name, Map<String, String> labels, double value) {
        static Sample of(String line) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new AssertionError("not a sample: " + line);
            }
            Map<String, String> labels = new HashMap<>();
            if (matcher.group(2) != null) {
                LABEL.matcher(matcher.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
            }
            return new Sample(
                    matcher.group(1),
                    labels,
                    Double.parseDouble(matcher.group(3).replace("+Inf", "Infinity")));
        }

        boolean has(Map<String, String> some) {
            return labels.entrySet().containsAll(some.entrySet());
        }
    }

    static Scrape of(String text) {
        return new Scrape(text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(Sample::of)
                .toList());
    }

    List<Sample> of(String name, Map<String, String> labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.has(labels))
                .toList();
    }

    /** The sum of all samples of a name with these labels; fails if there are none. */
    double sum(String name, String... labels) {
        List<Sample> found = of(name, map(labels));
        if (found.isEmpty()) {
            throw new AssertionError("no " + name + " " + map(labels));
        }
        return found.stream().mapToDouble(Sample::value).sum();
    }

    static String[] with(String[] labels, String... more) {
        return Stream.concat(Stream.of(labels), Stream.of(more)).toArray(String[]::new);
    }

    static Map<String, String> map(String... pairs) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
