package dev.pointsman.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Record of what the clients see, cell by cell, and its page. */
final class Matrix {
    private static final Path RECORD = Path.of("src", "test", "resources", "matrix.tsv");
    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::client).thenComparing(Cell::column).thenComparing(Cell::protocol);

    private final Map<Cell, String> seen = new TreeMap<>(ORDER);

    private Matrix() {}

    /** Reads the record. */
    static Matrix read() throws IOException {
        Matrix matrix = new Matrix();
        if (Files.exists(RECORD)) {
            for (String line : Files.readAllLines(RECORD)) {
                String[] fields = line.split("\t", -1);
                Cell cell = new Cell(fields[0], 0, Column.valueOf(fields[1]), Protocol.valueOf(fields[2]));
                matrix.seen.put(cell, fields[3]);
            }
        }
        return matrix;
    }

    /** Replaces cells that have been measured. */
    void replace(Map<Cell, String> measured) {
        measured.forEach((cell, words) -> {
            seen.remove(cell);
            seen.put(cell, words);
        });
    }

    void write() throws IOException {
        List<String> lines = new ArrayList<>();
        seen.forEach((cell, words) -> lines.add(String.join(
                "\t", cell.client(), cell.column().name(), cell.protocol().name(), words)));
        Files.createDirectories(RECORD.getParent());
        Files.write(RECORD, lines);
    }

    /** Returns what a cell shows; null for one that has not been measured. */
    String at(Cell cell) {
        return seen.get(cell);
    }

    /** Returns the table, a line for each client. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("| client | " + joined(List.of(Column.values()).stream().map(column -> column.title)) + " |");
        lines.add("|---|" + "---|".repeat(Column.values().length));
        for (String client : seen.keySet().stream().map(Cell::client).distinct().toList()) {
            lines.add("| " + client + " | "
                    + joined(List.of(Column.values()).stream().map(column -> words(client, column))) + " |");
        }
        return lines;
    }

    private static String joined(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | "));
    }

    /** One word where all protocols agree, else a word for each. */
    private String words(String client, Column column) {
        Map<Protocol, String> words = new TreeMap<>();
        seen.forEach((cell, word) -> {
            if (cell.client().equals(client) && cell.column() == column) {
                words.put(cell.protocol(), word);
            }
        });
        if (words.isEmpty()) {
            return "–";
        }
        if (words.values().stream().distinct().count() == 1) {
            return words.values().iterator().next();
        }
        Map<String, List<String>> protocols = new TreeMap<>();
        words.forEach((protocol, word) ->
                protocols.computeIfAbsent(word, any -> new ArrayList<>()).add(protocol.toString()));
        return protocols.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                .collect(Collectors.joining("; "));
    }
}
