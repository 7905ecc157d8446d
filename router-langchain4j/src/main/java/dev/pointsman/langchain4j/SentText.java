package dev.pointsman.langchain4j;

import dev.pointsman.failure.ContinuationMismatchException;

/** Text that a handler has got, so that an answer that begins again is not sent twice. Not thread-safe. */
final class SentText {
    private final StringBuilder sent = new StringBuilder();
    private final int most;
    private boolean overflown;
    private int matched;

    /** Creates a text of at most this many characters; of a longer one nothing is kept. */
    SentText(int most) {
        this.most = most;
    }

    /** Starts another answer. */
    void begin() {
        matched = 0;
    }

    /** Returns the part of a piece that was not sent before. */
    String next(String piece) {
        int known = Math.min(sent.length() - matched, piece.length());
        for (int i = 0; i < known; i++) {
            if (sent.charAt(matched + i) != piece.charAt(i)) {
                throw new ContinuationMismatchException("the other answer differs from the text that was sent");
            }
        }
        String rest = piece.substring(known);
        matched += known;
        keep(rest);
        return rest;
    }

    private void keep(String rest) {
        if (overflown || sent.length() + rest.length() > most) {
            overflown = true;
            sent.setLength(0);
            matched = 0;
        } else {
            sent.append(rest);
            matched += rest.length();
        }
    }

    /** Ends an answer, which must be as long as one before it. */
    void end() {
        if (matched < sent.length()) {
            throw new ContinuationMismatchException("the other answer ends before the text that was sent");
        }
    }

    /** Returns whether all that was sent is kept. */
    boolean isKept() {
        return !overflown;
    }
}
