package dev.pointsman.clients;

import java.util.Set;

/** Words of the matrix for outcomes. */
final class Shown {
    static final String ANSWER = "answer";
    static final String ERROR = "error";
    static final String FILTERED = "filtered";

    /** A call that does not end. */
    static final String NO_END = "no end";

    /** A part of the answer, presented as a whole one. */
    static final String PART = "part";

    private static final String CITY = "Paris";
    private static final Set<String> FILTERS = Set.of("content_filter", "content-filter", "refusal", "CONTENT_FILTER");

    /** Finish reasons of whole answers; empty for a library that has none. */
    private static final Set<String> ENDS = Set.of("", "stop", "STOP", "end_turn", "completed");

    private Shown() {}

    /**
     * Returns the word for an outcome.
     *
     * @param cell the cell
     * @param outcome the outcome
     * @param hasToolResult whether the provider has received the result of its tool
     */
    static String of(Cell cell, Outcome outcome, boolean hasToolResult) {
        Outcome.Problem error = outcome.error();
        if (error != null && error.message().equals(NO_END)) {
            return NO_END;
        }
        if (error != null) {
            boolean told = error.status() >= 400 && !cell.column().breaksStream();
            return told ? ERROR + " " + error.status() : ERROR + detail(cell, error);
        }
        if (!outcome.told().isEmpty()) {
            return outcome.told();
        }
        if (isWhole(cell, outcome.text())) {
            return cell.column() == Column.TOOLS && !hasToolResult ? "answer without the tool" : ANSWER;
        }
        if (cell.column() == Column.FILTERED && !ENDS.contains(outcome.finish())) {
            return FILTERS.contains(outcome.finish()) ? FILTERED : FILTERED + " as " + outcome.finish();
        }
        return Providers.WHOLE.startsWith(outcome.text()) ? PART : "other: " + outcome.text();
    }

    private static boolean isWhole(Cell cell, String text) {
        return cell.column() == Column.SCHEMA ? text.equals(CITY) : text.strip().equals(Providers.WHOLE);
    }

    /** Errors that are not expected to have no status are shown with their text. */
    private static String detail(Cell cell, Outcome.Problem error) {
        boolean expected = !cell.column().isAnswer() && cell.column() != Column.DRAIN;
        String text = error.name() + " " + error.message().replaceAll("\\s+", " ");
        return expected ? "" : ": " + text.substring(0, Math.min(160, text.length()));
    }
}
