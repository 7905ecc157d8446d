package dev.pointsman.micronaut.chat;

/** A second answer from the beginning: it must begin with all that was sent, and only its rest goes on. */
final class RestartContinuation implements StreamContinuation {
    private final String sent;
    private int matched;

    RestartContinuation(String sent) {
        this.sent = sent;
    }

    @Override
    public String next(String piece, boolean ends) {
        int known = Math.min(sent.length() - matched, piece.length());
        boolean same = sent.startsWith(piece.substring(0, known), matched);
        matched += known;
        if (!same || (ends && matched < sent.length())) {
            throw new ContinuationMismatchException("the other model's answer does not begin with what was sent");
        }
        return piece.substring(known);
    }
}
