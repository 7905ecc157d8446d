package dev.pointsman.model;

import java.io.BufferedReader;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parser of the catalogue's table: one row per model, cells separated by bars, an empty cell for an unknown value,
 * {@code #} for comment lines.
 */
final class CatalogueTable {
    private static final int COLUMNS = 10;

    private CatalogueTable() {}

    record Row(ModelCatalogue.Entry entry, List<String> aliases) {}

    interface RowConsumer {
        void accept(int line, Row row);
    }

    static void forEachRow(Reader source, RowConsumer consumer) {
        List<String> lines = new BufferedReader(source).lines().toList();
        boolean header = true;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (header && line.startsWith("name ")) {
                header = false;
                continue;
            }
            consumer.accept(i + 1, parse(i + 1, line));
        }
    }

    private static Row parse(int number, String line) {
        String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "line " + number + ": " + cells.length + " cells (expected: " + COLUMNS + ")");
        }
        try {
            return new Row(entry(cells), words(cells[9]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    private static ModelCatalogue.Entry entry(String[] cells) {
        Set<Operation> operations = set(cells[2], word -> EnumNames.parse(Operation.class, word));
        Set<Capability> capabilities = set(cells[8], Capability::of);
        Pricing price = price(cells[3], cells[4], cells[5], operations.contains(Operation.CHAT));
        PromptCacheTable.Family family = capabilities.contains(Capability.PROMPT_CACHING)
                ? PromptCacheTable.builtIn().find(cells[1], cells[0])
                : null;
        return new ModelCatalogue.Entry(
                cells[0],
                cells[1],
                price == null || family == null ? price : family.priced(price),
                family == null ? null : family.cache(),
                count(cells[6]),
                count(cells[7]),
                operations,
                capabilities);
    }

    /** Only embeddings have no output price; an empty cell of a chat model is an unknown price, not 0. */
    private static @Nullable Pricing price(String input, String output, String cached, boolean answers) {
        if (input.isEmpty() || (output.isEmpty() && answers)) {
            return null;
        }
        double in = Double.parseDouble(input);
        double out = output.isEmpty() ? 0 : Double.parseDouble(output);
        return new Pricing(in, out, cached.isEmpty() ? in : Double.parseDouble(cached));
    }

    private static int count(String cell) {
        return cell.isEmpty() ? 0 : Integer.parseInt(cell);
    }

    private static <T> Set<T> set(String cell, Function<String, T> parse) {
        return words(cell).stream().map(parse).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split("\\s+"));
    }
}
