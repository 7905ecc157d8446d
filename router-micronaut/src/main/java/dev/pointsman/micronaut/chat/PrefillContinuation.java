package dev.pointsman.micronaut.chat;

/**
 * A second answer that goes on where the first one stopped.
 *
 * <p>The model gets the text without the white space at its end, so the continuation may bring that again. And it may
 * not do as it was told but begin again, which shows while its text is that of the first answer: until that is out, the
 * text is held back.
 */
final class PrefillContinuation implements StreamContinuation {
    /** So many equal characters at the beginning are no accident. */
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

    /** What the model is told that it has said; wires refuse white space at its end. */
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
