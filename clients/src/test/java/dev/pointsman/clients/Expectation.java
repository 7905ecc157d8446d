package dev.pointsman.clients;

import java.util.Map;

/** Rule of the matrix: what a cell may show. */
final class Expectation {
    private static final String ANSWER = "answer";
    private static final String ERROR = "error.*|onError.*";

    /** Clients that pass on the text of an answer without its finish reason. */
    private static final String WITHOUT_REASON = ".*textStream|@openai/agents chat";

    private static final Map<Column, String> ALLOWED = Map.of(
            Column.PLAIN, ANSWER,
            Column.STREAM, ANSWER,
            Column.TOOLS, ANSWER,
            Column.SCHEMA, ANSWER,
            Column.DRAIN, ANSWER,
            Column.LIMIT, "answer|error 429",
            Column.FILTERED, "filtered.*|error");

    private Expectation() {}

    /** Returns a pattern of the words that a cell may show. */
    static String of(Cell cell) {
        if (cell.column() == Column.FILTERED && cell.client().matches(WITHOUT_REASON)) {
            return Shown.PART;
        }
        return ALLOWED.getOrDefault(cell.column(), ERROR);
    }
}
