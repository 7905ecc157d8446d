package dev.pointsman.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Table of the prompt caches of model families: prices of writes, time to live, minimum prefix. Immutable. */
final class PromptCacheTable {
    private static final int COLUMNS = 6;

    private final List<Family> families;

    private PromptCacheTable(List<Family> families) {
        this.families = List.copyOf(families);
    }

    /**
     * A family of models.
     *
     * @param vendor the vendor; the same as in the catalogue
     * @param prefix the beginning of the models' names; empty for all of the vendor
     * @param write the price of written tokens over that of other tokens of the prompt
     * @param longWrite the same for tokens that stay cached for an hour or longer
     * @param cache the cache
     */
    record Family(String vendor, String prefix, double write, double longWrite, PromptCache cache) {
        Pricing priced(Pricing price) {
            return price.withCacheWrites(price.input() * write, price.input() * longWrite);
        }
    }

    static PromptCacheTable builtIn() {
        return BuiltIn.INSTANCE;
    }

    static PromptCacheTable read(Reader source) {
        List<Family> families = new ArrayList<>();
        new BufferedReader(source)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("vendor "))
                .forEach(line -> families.add(family(line)));
        return new PromptCacheTable(families);
    }

    /** Returns the family of a model, the longest prefix of its name first; null if there is none. */
    @Nullable
    Family find(String vendor, String name) {
        Family best = null;
        for (Family family : families) {
            boolean fits = family.vendor().equals(vendor) && name.startsWith(family.prefix());
            if (fits
                    && (best == null || family.prefix().length() > best.prefix().length())) {
                best = family;
            }
        }
        return best;
    }

    private static Family family(String line) {
        String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        Preconditions.require(cells.length == COLUMNS, "cells", line, COLUMNS + " cells");
        return new Family(
                cells[0],
                cells[1],
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                new PromptCache(Duration.ofSeconds(Long.parseLong(cells[5])), Integer.parseInt(cells[4]), true));
    }

    private static final class BuiltIn {
        static final PromptCacheTable INSTANCE = load();

        private static PromptCacheTable load() {
            try (Reader reader = new InputStreamReader(
                    Objects.requireNonNull(PromptCacheTable.class.getResourceAsStream("prompt-caches.csv")),
                    StandardCharsets.UTF_8)) {
                return read(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
