package dev.pointsman.langchain4j;

import dev.pointsman.failure.ContinuationMismatchException;

/**
 * Text that a handler has got, and how another answer goes on with it. An answer from the beginning must repeat the text,
 * which is not sent again. One that continues a prefilled text is sent from its first character, unless it begins again
 * all the same: until that is decided, its text is held back. Not thread-safe.
 */
final class SentText {
    /** Number of equal characters at the beginning that shows that an answer begins again. */
    private static final int TELLING = 16;

    private final StringBuilder sent = new StringBuilder();
    private final StringBuilder held = new StringBuilder();
    private final int most;
    private boolean overflown;
    private boolean undecided;
    private String space = ""; // at the end of the text, which a continuation may repeat
    private int matched;

    /** Creates a text of at most this many characters; of a longer one nothing is kept. */
    SentText(int most) {
        this.most = most;
    }

    /** Starts another answer, which continues the text or begins again. */
    void begin(boolean continues) {
        matched = 0;
        held.setLength(0);
        undecided = continues;
        space = "";
    }

    /** Returns the text as the beginning of an answer, without white space at its end, which vendors refuse. */
    String prefill() {
        return sent.toString().stripTrailing();
    }

    /** Returns the part of a piece that was not sent before. */
    String next(String piece) {
        if (!undecided) {
            return rest(withoutSpace(piece));
        }
        held.append(piece);
        int common = commonPrefix();
        if (common == held.length() && common < Math.min(TELLING, sent.length())) {
            return "";
        }
        undecided = false;
        if (common < Math.min(TELLING, sent.length())) {
            goOn();
        }
        return rest(withoutSpace(held.toString()));
    }

    private void goOn() {
        matched = sent.length();
        space = sent.substring(prefill().length());
    }

    private int commonPrefix() {
        int common = 0;
        while (common < Math.min(sent.length(), held.length()) && sent.charAt(common) == held.charAt(common)) {
            common++;
        }
        return common;
    }

    private String withoutSpace(String text) {
        int common = 0;
        while (common < Math.min(text.length(), space.length()) && text.charAt(common) == space.charAt(common)) {
            common++;
        }
        space = common == text.length() ? space.substring(common) : "";
        return text.substring(common);
    }

    private String rest(String piece) {
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

    /** Ends an answer, which must be as long as one before it; returns what was held back of it. */
    String end() {
        String last = "";
        if (undecided) {
            undecided = false;
            goOn();
            last = rest(withoutSpace(held.toString()));
        }
        if (matched < sent.length()) {
            throw new ContinuationMismatchException("the other answer ends before the text that was sent");
        }
        return last;
    }

    /** Returns all that was sent. */
    String text() {
        return sent.toString();
    }

    /** Returns whether all that was sent is kept. */
    boolean isKept() {
        return !overflown;
    }
}
