package dev.pointsman.wire.failure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A refusal for each rule of the table. */
record RefusalSamples(String rule, int status, String body) {

    static List<RefusalSamples> all() {
        try (InputStream in = Objects.requireNonNull(RefusalSamples.class.getResourceAsStream("refusal-samples.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split("\\|", 3))
                            .map(String::strip)
                            .toList())
                    .map(columns ->
                            new RefusalSamples(columns.get(0), Integer.parseInt(columns.get(1)), columns.get(2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return rule;
    }
}
