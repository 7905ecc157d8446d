package dev.pointsman.testkit;

import dev.pointsman.testkit.internal.protocol.BodyChunk;
import dev.pointsman.testkit.internal.protocol.HttpReply;
import dev.pointsman.testkit.internal.protocol.ReplyStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The ways to spoil a reply; each takes a reply and gives another. Places are counted in tokens already sent. */
final class ReplyEdits {
    private ReplyEdits() {}

    static UnaryOperator<HttpReply> first(ReplyStep step) {
        return reply -> insert(reply, 0, step);
    }

    static UnaryOperator<HttpReply> afterHead(ReplyStep step) {
        return reply -> insert(reply, reply.steps().indexOf(ReplyStep.HEAD) + 1, step);
    }

    static UnaryOperator<HttpReply> then(ReplyStep... more) {
        return reply -> {
            List<ReplyStep> steps = new ArrayList<>(reply.steps());
            steps.addAll(Arrays.asList(more));
            return reply.withSteps(steps);
        };
    }

    /** Inserts into a stream when so many tokens are sent; into a document directly before the body. */
    static UnaryOperator<HttpReply> afterTokens(int tokens, ReplyStep step) {
        return reply -> insert(reply, reply.streaming() ? placeAfter(reply, tokens) : 1, step);
    }

    /** As {@link #afterTokens}, but leaves documents alone. */
    static UnaryOperator<HttpReply> inStream(int tokens, ReplyStep step) {
        return reply -> reply.streaming() ? insert(reply, placeAfter(reply, tokens), step) : reply;
    }

    /** Lets the stream go on to the given place, a document to its middle; then the other steps follow. */
    static UnaryOperator<HttpReply> cut(int tokens, ReplyStep... then) {
        UnaryOperator<HttpReply> rest = then(then);
        return reply -> rest.apply(reply.streaming() ? beginning(reply, tokens) : half(reply));
    }

    private static HttpReply beginning(HttpReply reply, int tokens) {
        return reply.withSteps(reply.steps().subList(0, placeAfter(reply, tokens)));
    }

    /** Sends the first half of the body's characters, though the head promises the whole. */
    static HttpReply half(HttpReply reply) {
        int left = reply.sentLength() / 2;
        List<ReplyStep> steps = new ArrayList<>();
        for (ReplyStep step : reply.steps()) {
            if (step instanceof BodyChunk piece) {
                String text =
                        piece.text().substring(0, Math.min(left, piece.text().length()));
                left -= text.length();
                steps.add(piece.withText(text));
            } else {
                steps.add(step);
            }
        }
        HttpReply kept = reply.withSteps(steps).without(piece -> piece.text().isEmpty());
        return kept.promising(reply.sentLength() - kept.sentLength());
    }

    /** Puts the pause before each token of a stream; a document waits for all its tokens before the head. */
    static UnaryOperator<HttpReply> beforeEachToken(ReplyStep.Pause pause) {
        return reply -> {
            if (!reply.streaming()) {
                return first(pause.times(reply.tokens())).apply(reply);
            }
            List<ReplyStep> steps = new ArrayList<>();
            for (ReplyStep step : reply.steps()) {
                if (isToken(step)) {
                    steps.add(pause);
                }
                steps.add(step);
            }
            return reply.withSteps(steps);
        };
    }

    /** Breaks every pause of a stream's body into shorter ones with one of the pieces between them, in turn. */
    static HttpReply pinging(HttpReply reply, Duration every, List<BodyChunk> pings) {
        List<ReplyStep> steps = new ArrayList<>();
        int sent = 0;
        for (ReplyStep step : reply.steps()) {
            Duration left = step instanceof ReplyStep.Pause pause && steps.contains(ReplyStep.HEAD)
                    ? pause.length()
                    : Duration.ZERO;
            for (; left.compareTo(every) > 0; left = left.minus(every)) {
                steps.add(new ReplyStep.Pause(every));
                steps.add(pings.get(sent++ % pings.size()));
            }
            steps.add(left.isZero() ? step : new ReplyStep.Pause(left));
        }
        return reply.streaming() ? reply.withSteps(steps) : reply;
    }

    /** Replaces a token of a stream, counted from 0. */
    static UnaryOperator<HttpReply> replaceToken(int token, BodyChunk by) {
        return reply -> {
            int at = placeAfter(reply, token + 1) - 1;
            List<ReplyStep> steps = new ArrayList<>(reply.steps());
            if (at >= 0 && isToken(steps.get(at))) {
                steps.set(at, by);
            }
            return reply.withSteps(steps);
        };
    }

    static HttpReply inArray(HttpReply reply) {
        return reply.streaming()
                ? reply
                : reply.withSteps(reply.steps().stream()
                        .map(step -> step instanceof BodyChunk piece ? piece.withText("[" + piece.text() + "]") : step)
                        .toList());
    }

    private static HttpReply insert(HttpReply reply, int at, ReplyStep step) {
        List<ReplyStep> steps = new ArrayList<>(reply.steps());
        steps.add(Math.min(at, steps.size()), step);
        return reply.withSteps(steps);
    }

    /** The index just behind the given number of tokens; behind the last token when there are fewer. */
    private static int placeAfter(HttpReply reply, int tokens) {
        int seen = 0;
        int place = reply.steps().size();
        for (int i = 0; i < reply.steps().size(); i++) {
            if (isToken(reply.steps().get(i))) {
                if (seen++ == tokens) {
                    return tokens == 0 ? i : place;
                }
                place = i + 1;
            }
        }
        return place;
    }

    private static boolean isToken(ReplyStep step) {
        return step instanceof BodyChunk piece && piece.isToken();
    }
}
