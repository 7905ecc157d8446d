package dev.pointsman.micronaut.chat;

import dev.pointsman.failure.ContinuationMismatchException;

/**
 * Continuation by a model that continues a prefilled answer.
 *
 * <p>The model gets the text without trailing white space, so the continuation may repeat that. The model may also
 * begin again instead of continuing, which is detected by text equal to the first answer's: until that is decided, the
 * text is held back.
 */
final class PrefillContinuation implements StreamResumption.StreamContinuation {
    /** Number of equal characters at the beginning that proves a restart. */
    private static final int TELLING = 16;

    private final String sent;
    private final String space;
    private final StringBuilder held = new StringBuilder();
    private boolean goesOn;
    private int skipped;

    PrefillContinuation(String sent) {
        this.sent = sent;
        this.space = sent.substring(text(sent).length());
    }

    /** Returns the prefilled text; protocols refuse trailing white space. */
    static String text(String sent) {
        return sent.stripTrailing();
    }

    @Override
    public String next(String piece, boolean ends) {
        if (goesOn) {
            return withoutSpace(piece);
        }
        held.append(piece);
        int common = commonPrefix();
        if (common == sent.length() || common >= TELLING) {
            throw new ContinuationMismatchException("the other model began again, though it was to go on");
        }
        if (!ends && common == held.length()) {
            return "";
        }
        goesOn = true;
        return withoutSpace(held.toString());
    }

    private int commonPrefix() {
        int most = Math.min(sent.length(), held.length());
        int common = 0;
        while (common < most && sent.charAt(common) == held.charAt(common)) {
            common++;
        }
        return common;
    }

    private String withoutSpace(String text) {
        int from = 0;
        while (from < text.length() && skipped < space.length()) {
            if (text.charAt(from) != space.charAt(skipped)) {
                skipped = space.length();
                break;
            }
            from++;
            skipped++;
        }
        return text.substring(from);
    }
}
