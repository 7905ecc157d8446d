package dev.pointsman.micronaut.chat;

import dev.pointsman.failure.ContinuationMismatchException;

/**
 * Continuation by a second answer from the beginning: it must begin with all sent text, and only the rest is passed on.
 */
final class RestartContinuation implements StreamResumption.StreamContinuation {
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
